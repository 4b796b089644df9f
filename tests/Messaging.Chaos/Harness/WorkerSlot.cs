using Messaging.Chaos.Workers;

namespace Messaging.Chaos.Harness;

/// <summary>
/// A role that is always filled: beside the worker spares stand by, so that a dead one is replaced within milliseconds.
/// Workers take turns in how they consume: one by one, and in batches.
/// </summary>
internal sealed class WorkerSlot(WorkerSettings settings) : IDisposable
{
    private const int Spares = 2;

    private readonly Queue<WorkerProcess> _spares = [];
    private int _started;

    public WorkerProcess Current { get; private set; } = null!;

    /// <summary>Fills it, and waits until the worker works.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (_spares.Count <= Spares)
        {
            _spares.Enqueue(WorkerProcess.Start(settings with { Batches = _started++ % 2 == 1 }));
        }

        Current = _spares.Dequeue();
        await Current.BeginAsync(cancellationToken);
    }

    /// <summary>Kills the worker.</summary>
    public async Task KillAsync()
    {
        await Current.KillAsync();
        Current.Dispose();
    }

    public void Dispose()
    {
        Current?.Dispose();
        foreach (var spare in _spares)
        {
            spare.Dispose();
        }
    }
}

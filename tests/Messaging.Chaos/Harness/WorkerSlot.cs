using Messaging.Chaos.Workers;

namespace Messaging.Chaos.Harness;

/// <summary>
/// A role that is always filled: once a worker has died, spares stand by, so that the next dead one is replaced within
/// milliseconds. Roles that nobody kills have none. Workers take turns in how they consume: one by one, and in batches.
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
        var spares = _started == 0 ? 0 : Spares;
        while (_spares.Count <= spares)
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

using System.Collections.Concurrent;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

/// <summary>A feed that does what a test says, and keeps what it was told to do.</summary>
/// <param name="failures">What goes wrong with the first calls; null is a success, and so is everything after the last.</param>
internal sealed class ScriptedFeed(params Exception?[] failures) : IFeed
{
    private readonly ConcurrentQueue<Exception?> _failures = new(failures);

    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>What goes wrong with every step from now on.</summary>
    public volatile Exception? EveryStep;

    public string Name => "things";

    public double Rate { get; init; } = 1;

    public int Steps => Calls.Count(call => call == "step");

    public Task PrepareAsync(CancellationToken cancellationToken) => CallAsync("prepare", null);

    public Task StepAsync(CancellationToken cancellationToken) => CallAsync("step", EveryStep);

    public void Skip() => Calls.Enqueue("skip");

    private Task CallAsync(string call, Exception? always)
    {
        Calls.Enqueue(call);
        var failure = _failures.TryDequeue(out var scripted) ? scripted : always;
        return failure is null ? Task.CompletedTask : Task.FromException(failure);
    }
}

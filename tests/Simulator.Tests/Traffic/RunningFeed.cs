using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;
using Simulator.Traffic;

namespace Simulator.Tests.Traffic;

/// <summary>A feed that runs on a clock that the test moves.</summary>
internal sealed class RunningFeed : IAsyncDisposable
{
    private readonly FeedService<ScriptedFeed> _service;

    public RunningFeed(ScriptedFeed feed)
    {
        Feed = feed;
        Pace = new Pace(Clock);
        _service = new FeedService<ScriptedFeed>(feed, Pace, Clock, Log);
    }

    public ScriptedFeed Feed { get; }

    public FakeTimeProvider Clock { get; } = new();

    public Pace Pace { get; }

    public FeedLog<FeedService<ScriptedFeed>> Log { get; } = new();

    public Task? Execution => _service.ExecuteTask;

    public Task StartAsync() => _service.StartAsync(CancellationToken.None);

    public Task StopAsync() => _service.StopAsync(CancellationToken.None);

    /// <summary>Lets the clock run until something has happened, and returns how long that took by the clock.</summary>
    /// <param name="condition">What shall happen.</param>
    /// <param name="because">The same in words.</param>
    /// <param name="tick">Seconds that the clock goes on at once.</param>
    public async Task<TimeSpan> RunUntilAsync(Func<bool> condition, string because, double tick = 0.1)
    {
        var started = Clock.GetTimestamp();
        await Eventually.TrueAsync(
            () =>
            {
                if (condition())
                {
                    return true;
                }

                Clock.Advance(TimeSpan.FromSeconds(tick));
                return false;
            },
            because);
        return Clock.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _service.Dispose();
    }
}

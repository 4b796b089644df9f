using System.Diagnostics;

namespace Simulator.Traffic;

/// <summary>
/// Runs a feed for as long as the simulator does: first the past, then one step after the other at the feed's rate. Nothing but
/// our own stop ends it: a service may come late, go away for a while, be slow, or lose its data.
/// </summary>
public sealed class FeedService<TFeed>(TFeed feed, Pace pace, TimeProvider time, ILogger<FeedService<TFeed>> log) : BackgroundService
    where TFeed : IFeed
{
    private readonly FeedTrouble _trouble = new(feed.Name, time, log);
    private bool _isPrepared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (feed.Rate <= 0)
        {
            return;
        }

        while (true)
        {
            try
            {
                await pace.WhenRunningAsync(stoppingToken);
                var started = time.GetTimestamp();
                if (!_isPrepared)
                {
                    await TracedAsync("prepare", feed.PrepareAsync, stoppingToken);
                    _isPrepared = true;
                    FeedLog.Prepared(log, feed.Name, time.GetElapsedTime(started).TotalSeconds);
                    continue;
                }

                await TracedAsync("simulate", feed.StepAsync, stoppingToken);
                _trouble.IsOver();
                await pace.NextAsync(started, feed.Rate, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                var (pause, remedy) = _trouble.Meet(failure);
                if (_isPrepared && remedy == Remedy.Skip)
                {
                    feed.Skip();
                }

                _isPrepared &= remedy != Remedy.Prepare;
                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }

    // Begins the trace: a call that belongs to nothing would be taken for housekeeping, here and in the service.
    private async Task TracedAsync(string what, Func<CancellationToken, Task> step, CancellationToken stoppingToken)
    {
        using var activity = FeedTracing.Source.StartActivity($"{what} {feed.Name}");
        try
        {
            await step(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().FullName);
            throw;
        }
    }
}

internal static class FeedTracing
{
    /// <summary>Named as the application, whose source ServiceDefaults exports.</summary>
    public static ActivitySource Source { get; } = new("Simulator");
}

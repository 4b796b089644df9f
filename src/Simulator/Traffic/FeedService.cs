using System.Diagnostics;

namespace Simulator.Traffic;

/// <summary>
/// Runs a feed for as long as the simulator does: first the past, then one step after the other at the feed's rate. What
/// fails is tried again with growing pauses, so a service may come late or go away for a while.
/// </summary>
public sealed class FeedService<TFeed>(TFeed feed, TimeProvider time, ILogger<FeedService<TFeed>> log) : BackgroundService
    where TFeed : IFeed
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (feed.Rate <= 0)
        {
            return;
        }

        var started = time.GetTimestamp();
        await UntilItSucceedsAsync($"prepare {feed.Name}", feed.PrepareAsync, stoppingToken);
        FeedLog.Prepared(log, feed.Name, time.GetElapsedTime(started).TotalSeconds);

        var step = $"simulate {feed.Name}";
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / feed.Rate), time);
        do
        {
            await UntilItSucceedsAsync(step, feed.StepAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task UntilItSucceedsAsync(string name, Func<CancellationToken, Task> step, CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // Begins the trace: a call that belongs to nothing would be taken for housekeeping, here and in the service.
            using var activity = FeedTracing.Source.StartActivity(name);
            try
            {
                await step(stoppingToken);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or TimeoutException
                || (failure is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().FullName);
                activity?.Stop(); // the pause is none of it
                FeedLog.Failed(log, feed.Name, failure.Message, pause.TotalSeconds);
                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }
}

internal static class FeedTracing
{
    /// <summary>Named as the application, whose source ServiceDefaults exports.</summary>
    public static ActivitySource Source { get; } = new("Simulator");
}

internal static partial class FeedLog
{
    [LoggerMessage(1, LogLevel.Information, "{Feed}: the past is loaded after {Seconds:0.0} s")]
    public static partial void Prepared(ILogger log, string feed, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "{Feed}: {Reason}; again in {Seconds:0.0} s")]
    public static partial void Failed(ILogger log, string feed, string reason, double seconds);
}

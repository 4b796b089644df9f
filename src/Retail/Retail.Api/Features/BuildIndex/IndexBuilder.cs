using System.Diagnostics;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.BuildIndex;

/// <summary>Builds the item-to-item index at start, and again as feedback grows, while the one before keeps serving.</summary>
public sealed class IndexBuilder(
    IServiceScopeFactory scopes,
    CurrentIndex current,
    DatabaseReadiness database,
    IOptions<RecommendationOptions> options,
    TimeProvider time,
    ILogger<IndexBuilder> logger) : BackgroundService
{
    // Named as the application, whose source ServiceDefaults exports.
    private static readonly ActivitySource Jobs = new("Retail.Api");

    private IndexState? _built;
    private DateTimeOffset _builtAt;
    private TimeSpan _took;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.RebuildCheck, time);
        do
        {
            try
            {
                await BuildIfDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                IndexLog.Failed(logger, exception); // the index before keeps serving, and the next check tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BuildIfDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var source = scope.ServiceProvider.GetRequiredService<IndexSource>();
        var state = await source.StateAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (!IsDue(state, now))
        {
            return;
        }

        // The look whether it is due is housekeeping; this is work, and a trace of its own.
        using var job = Jobs.StartActivity("build index");
        var started = Stopwatch.GetTimestamp();
        var material = await source.ReadAsync(state.Settings, cancellationToken);
        // Not on the threads that answer requests.
        var index = await Task.Factory.StartNew(
            () => material.Build(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        current.Replace(index);
        (_built, _builtAt, _took) = (state, now, Stopwatch.GetElapsedTime(started));
        IndexLog.Built(logger, index.Assortment.Count, state.Feedback, _took.TotalSeconds);
    }

    private bool IsDue(IndexState state, DateTimeOffset now)
    {
        if (_built is not { } built)
        {
            return true;
        }

        if (state.Settings != built.Settings)
        {
            return true; // another ranker serves, which scores candidates of its own index
        }

        var age = now - _builtAt;
        var grown = state.Feedback - built.Feedback > built.Feedback * options.Value.RebuildGrowth;
        return state != built
            && age >= _took / options.Value.RebuildShare
            && (grown || state.Catalogue != built.Catalogue || age >= options.Value.RebuildAtLeast);
    }
}

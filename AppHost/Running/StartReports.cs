using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.AppHost;

/// <summary>
/// Tells in the terminal what Aspire tells in the page only: why something waits, why it cannot start, and the last lines of
/// what ended by itself. <c>./platform up</c> reads it from there, by category and level: an error is what nobody starts again.
/// </summary>
internal sealed class StartReports(
    ResourceNotificationService notifications,
    ResourceLogs logs,
    ServiceChecks checks,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<StartReports> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IResource, CustomResourceSnapshot> _states = [];
    private readonly Queue<ResourceEvent> _ended = [];
    private readonly HashSet<IResource> _stopped = [];
    private readonly WaitReports _waits = new(time);
    private readonly FailureReports _failures = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Begins before Aspire starts anything, which is in <c>StartAsync</c> of a service that was added earlier.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(_stopping.Cancel);
        _running = Task.WhenAll(WatchAsync(_stopping.Token), ReportAsync(_stopping.Token));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            lock (_gate)
            {
                var before = _states.GetValueOrDefault(change.Resource)?.State?.Text;
                _states[change.Resource] = change.Snapshot;
                var state = change.Snapshot.State?.Text;
                if (state == before)
                {
                    continue;
                }

                if (state == KnownResourceStates.Stopping)
                {
                    _stopped.Add(change.Resource);
                }
                else if (!KnownResourceStates.TerminalStates.Contains(state))
                {
                    _stopped.Remove(change.Resource);
                }
                else if (!_stopped.Contains(change.Resource))
                {
                    _ended.Enqueue(change);
                }
            }
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            ImmutableDictionary<IResource, CustomResourceSnapshot> states;
            ResourceEvent[] ended;
            lock (_gate)
            {
                states = _states.ToImmutableDictionary();
                ended = [.. _ended];
                _ended.Clear();
            }

            foreach (var change in ended)
            {
                if (FailureReports.CauseOf(change.Resource, states) is null)
                {
                    await TellEndAsync(change, states, cancellationToken);
                }
            }

            foreach (var failure in _failures.Of(states))
            {
                logger.CannotStart(failure);
            }

            foreach (var (resource, wait) in _waits.Of(states))
            {
                var failed = await checks.FailedAsync(resource, cancellationToken);
                logger.Waiting(failed is null ? wait : $"{wait} ({failed})");
            }
        }
    }

    private async Task TellEndAsync(
        ResourceEvent ended, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states, CancellationToken cancellationToken)
    {
        var name = ended.Resource.Name;
        if (ended.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            logger.FailedToStart(LevelFor(ended.Resource), name, await logs.ReasonAsync(ended.ResourceId, cancellationToken));
        }
        else if (ended.Snapshot.ExitCode == 0 && IsJob(ended, states))
        {
            logger.Finished(name);
        }
        else
        {
            var lines = await logs.LastLinesAsync(ended.ResourceId, cancellationToken);
            var code = ended.Snapshot.ExitCode is { } exitCode ? $" with code {ExitCode.Describe(exitCode)}" : "";
            logger.Ended(LevelFor(ended.Resource), name, code, lines.Count == 0 ? " It printed nothing." : " Its last lines:" + Indented(lines));
        }
    }

    private static bool IsJob(ResourceEvent ended, IReadOnlyDictionary<IResource, CustomResourceSnapshot> states) =>
        ended.Snapshot.IsHidden
        || ended.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()
        || states.Keys.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
            .Any(wait => wait.Resource == ended.Resource && wait.WaitType == WaitType.WaitForCompletion);

    // What somebody starts by hand is no part of the start.
    private static LogLevel LevelFor(IResource resource) =>
        resource.Annotations.OfType<ExplicitStartupAnnotation>().Any() ? LogLevel.Warning : LogLevel.Error;

    private static string Indented(IEnumerable<string> lines) =>
        string.Concat(lines.Select(line => $"{Environment.NewLine}  {line}"));
}

using System.Collections.Concurrent;
using System.ComponentModel;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Aspire.Hosting.Running;

/// <summary>
/// Starts every resource as soon as what it waits for allows, watches over it, and stops all in reverse order.
/// What ends is reported and never restarted.
/// </summary>
internal sealed class Orchestrator(IServiceProvider services, ILogger<Orchestrator> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly IList<IResource> _resources = services.GetRequiredService<IList<IResource>>();
    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<IResource, ProcessGroup> _running = new();
    private Dictionary<IResource, Task> _runs = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<PortAllocation>().Allocate(_resources);
        _runs = _resources.ToDictionary(
            resource => resource, resource => Task.Run(() => RunAsync(resource, _stopping.Token), CancellationToken.None));
        _ = new WaitReports(_resources, _notifications, logger, _time).RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var all = Task.WhenAll(_runs.Values);
        while (!all.IsCompleted)
        {
            // Those that nobody who still runs depends on go first. One that was just starting appears a moment later.
            var running = _running.ToArray();
            var needed = running.SelectMany(pair => Waits(pair.Key)).Select(wait => wait.Resource).ToHashSet();
            var next = running.Where(pair => !needed.Contains(pair.Key)).ToArray();
            await Task.WhenAll(next.Select(pair => StopAsync(pair.Key, pair.Value)));
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(20), _time, CancellationToken.None));
        }
    }

    public void Dispose() => _stopping.Dispose();

    private static IEnumerable<WaitForAnnotation> Waits(IResource resource) => resource.Annotations.OfType<WaitForAnnotation>();

    private async Task StopAsync(IResource resource, ProcessGroup process)
    {
        if (!await process.StopAsync(StopPatience, _time))
        {
            OrchestratorLog.Killed(logger, resource.Name, StopPatience.TotalSeconds);
        }

        await _runs[resource];
        OrchestratorLog.Stopped(logger, resource.Name);
    }

    private async Task RunAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            if (resource is not (ProjectResource or ExecutableResource))
            {
                Publish(resource, KnownResourceStates.Running);
                await services.GetRequiredService<HealthWatch>().WatchAsync(resource, cancellationToken);
                return;
            }

            Publish(resource, KnownResourceStates.Waiting);
            foreach (var wait in Waits(resource))
            {
                await WaitAsync(wait, cancellationToken);
            }

            Publish(resource, KnownResourceStates.Starting);
            await RunProcessAsync(resource, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception error)
        {
            var reason = error is DistributedApplicationException or Win32Exception ? error.Message : error.ToString();
            _notifications.Publish(resource, last => last with { State = KnownResourceStates.FailedToStart, Problem = reason });
            OrchestratorLog.FailedToStart(logger, resource.Name, reason);
        }
    }

    private async Task RunProcessAsync(IResource resource, CancellationToken cancellationToken)
    {
        PortAllocation.RequireFree(resource);
        var output = services.GetRequiredService<OutputLines>();
        var process = await ProcessStart.StartAsync(
            resource,
            services.GetRequiredService<DistributedApplicationExecutionContext>(),
            line => output.Write(resource.Name, line),
            cancellationToken);
        _running[resource] = process;
        Publish(resource, KnownResourceStates.Running);
        OrchestratorLog.Started(logger, resource.Name, process.Id, string.Join(' ', Urls(resource)));

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var health = services.GetRequiredService<HealthWatch>().WatchAsync(resource, watching.Token);
        var exitCode = await process.Exit;
        await watching.CancelAsync();
        await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (await process.CleanUpAsync(_time) is { Count: > 0 } left)
        {
            OrchestratorLog.LeftBehind(logger, resource.Name, left.Count, string.Join(", ", left));
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            var (level, after) = exitCode == 0 ? (LogLevel.Information, "") : (LogLevel.Error, Advice(process.LastLines));
            OrchestratorLog.Ended(logger, level, resource.Name, ExitCode.Describe(exitCode), after);
        }

        _running.TryRemove(resource, out _);
        process.Dispose();
        _notifications.Publish(resource, _ => new CustomResourceSnapshot(KnownResourceStates.Finished, null, exitCode, null));
    }

    private static string Advice(IReadOnlyList<string> lastLines) =>
        $"; it is not restarted. Correct what its last lines say, then start the AppHost again:{string.Concat(lastLines.Select(line => $"{Environment.NewLine}  {line}"))}";

    private async Task WaitAsync(WaitForAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        if (wait.ExitCode is not { } expected)
        {
            await _notifications.WaitForResourceHealthyAsync(name, cancellationToken);
            return;
        }

        var last = await _notifications.WaitForResourceAsync(name, e => ResourceNotificationService.IsTerminal(e.Snapshot), cancellationToken);
        if (last.Snapshot.ExitCode != expected)
        {
            throw new DistributedApplicationException(
                $"it waits for {name} to end with code {expected}, but {_notifications.Describe(name)}");
        }
    }

    private void Publish(IResource resource, string state) => _notifications.Publish(resource, last => last with { State = state });

    private static IEnumerable<string> Urls(IResource resource) => resource is IResourceWithEndpoints owner
        ? owner.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(owner, endpoint.Name).Url)
        : [];
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public static class KnownResourceStates
{
    public static readonly string Waiting = nameof(Waiting);
    public static readonly string Starting = nameof(Starting);
    public static readonly string Running = nameof(Running);
    public static readonly string FailedToStart = nameof(FailedToStart);
    public static readonly string Finished = nameof(Finished);

    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart];
}

/// <summary>What is known of a resource; <c>Problem</c> is this fallback's own: why it is not (or not yet) healthy.</summary>
public sealed record CustomResourceSnapshot(string? State, HealthStatus? HealthStatus, int? ExitCode, string? Problem);

public sealed record ResourceEvent(IResource Resource, CustomResourceSnapshot Snapshot);

/// <summary>The states of all resources, and waiting for one.</summary>
public sealed class ResourceNotificationService
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _events = new(StringComparer.OrdinalIgnoreCase);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It has ended, or could not start.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var last = await WaitForResourceAsync(resourceName, e => IsHealthy(e.Snapshot) || IsTerminal(e.Snapshot), cancellationToken);
        return IsHealthy(last.Snapshot)
            ? last
            : throw new DistributedApplicationException($"{resourceName} will not become healthy: {Describe(resourceName)}");
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Taken before the look, so that no change in between is missed.
            var changed = _changed.Task;
            if (_events.TryGetValue(resourceName, out var last) && predicate(last))
            {
                return last;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        _events.AddOrUpdate(
            resource.Name,
            _ => new ResourceEvent(resource, change(new CustomResourceSnapshot(null, null, null, null))),
            (_, last) => last with { Snapshot = change(last.Snapshot) });
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    internal CustomResourceSnapshot? Find(string resourceName) => _events.GetValueOrDefault(resourceName)?.Snapshot;

    /// <summary>The state of a resource in a sentence's end.</summary>
    internal string Describe(string resourceName) => Find(resourceName) switch
    {
        { State: nameof(KnownResourceStates.Finished) } ended => $"it ended with code {Platform.LocalServers.ExitCode.Describe(ended.ExitCode!.Value)}",
        { State: nameof(KnownResourceStates.FailedToStart) } failed => $"it cannot start: {failed.Problem}",
        { State: nameof(KnownResourceStates.Running), Problem: { } problem } => $"it runs, but is not healthy: {problem}",
        { State: nameof(KnownResourceStates.Running) } => "it runs, but its health is not known yet",
        _ => "it has not started yet",
    };

    internal static bool IsTerminal(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State);

    internal static bool IsHealthy(CustomResourceSnapshot snapshot) =>
        snapshot.State == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy;
}

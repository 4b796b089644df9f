using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Messaging.Broker;

namespace Platform.Messaging.Telemetry;

/// <summary>
/// Not ready until the relay could publish and every subscription consumed for the first time. Degraded when that is
/// interrupted later, or the broker takes no publications: requests are still answered, their events wait in the outbox,
/// and all replicas would lose their traffic at once.
/// </summary>
internal sealed class MessagingHealth(BrokerConnections connections) : IHealthCheck
{
    private readonly ConcurrentDictionary<string, Part> _parts = new();

    /// <param name="part">A subscription's queue, or the relay.</param>
    /// <param name="ready">Whether it works.</param>
    /// <param name="problem">What an operator must do about it, where waiting does not help.</param>
    public void Set(string part, bool ready, string? problem = null) => _parts.AddOrUpdate(
        part,
        _ => new Part(ready, ready, problem),
        (_, before) => new Part(ready, ready || before.WasReady, problem));

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = _parts.Where(part => !part.Value.Ready).OrderBy(part => part.Key, StringComparer.Ordinal).ToArray();
        if (waiting.Length == 0)
        {
            return Task.FromResult(connections.Publishing.Blocked is { } reason
                ? HealthCheckResult.Degraded($"The broker takes no publications: {reason}.")
                : HealthCheckResult.Healthy());
        }

        var interrupted = waiting.All(part => part.Value is { WasReady: true, Problem: null });
        return Task.FromResult(new HealthCheckResult(
            interrupted ? HealthStatus.Degraded : context.Registration.FailureStatus,
            string.Join(" ", waiting.Select(part => $"{part.Key}: {part.Value.Problem?.TrimEnd('.') ?? "not connected"}."))));
    }

    private sealed record Part(bool Ready, bool WasReady, string? Problem);
}

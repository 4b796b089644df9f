using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Messaging.Telemetry;

/// <summary>Ready when the relay can publish and every subscription is consuming.</summary>
internal sealed class MessagingHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<string, bool> _parts = new();

    public void Set(string part, bool ready) => _parts[part] = ready;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = _parts.Where(part => !part.Value).Select(part => part.Key).Order(StringComparer.Ordinal).ToArray();
        return Task.FromResult(waiting.Length == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"Not connected: {string.Join(", ", waiting)}."));
    }
}

using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Platform.Messaging.Outbox;

namespace Platform.Messaging.Telemetry;

/// <summary>
/// Degraded when events pile up in the outbox, when the relay gave up on some, or when nobody knows; unhealthy when there are so many that the service
/// had better take no more requests. All replicas share one outbox, so all of them say the same.
/// </summary>
public sealed class OutboxHealth(OutboxMeasurement measurement, IOptions<MessagingOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = measurement.Last;
        var stale = measurement.IsStale;
        var status = IsUnhealthy(state) ? context.Registration.FailureStatus
            : stale || IsDegraded(state) ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        var waiting = string.Create(
            CultureInfo.InvariantCulture, $"{state.Depth} events wait, the oldest for {Seconds(state.OldestAge)}; {state.Dead} are dead.");
        return Task.FromResult(new HealthCheckResult(
            status,
            stale
                ? string.Create(CultureInfo.InvariantCulture, $"The outbox was not measured for {Seconds(measurement.Age)}. Then: {waiting}")
                : waiting));
    }

    private bool IsUnhealthy(OutboxState state) =>
        state.Depth >= options.Value.OutboxUnhealthyDepth || state.OldestAge >= options.Value.OutboxUnhealthyAge;

    private bool IsDegraded(OutboxState state) =>
        state.Depth >= options.Value.OutboxDegradedDepth || state.OldestAge >= options.Value.OutboxDegradedAge || state.Dead > 0;

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
}

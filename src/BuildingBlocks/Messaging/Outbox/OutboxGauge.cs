using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Storage;

namespace Platform.Messaging.Outbox;

/// <summary>
/// Measures the outbox from time to time, so that a relay that stands still is seen. Where that fails, what was measured
/// before grows old, and health says so.
/// </summary>
internal sealed class OutboxGauge(
    ServiceDatabase database,
    DatabaseReadiness readiness,
    OutboxMeasurement measurement,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<OutboxGauge> logger)
    : Housekeeping(options.Value.MeasuringInterval, readiness, time, logger)
{
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        measurement.Set(await OutboxStore.MeasureAsync(session.Connection, cancellationToken));
    }
}

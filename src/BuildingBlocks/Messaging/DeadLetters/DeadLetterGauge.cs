using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Storage;

namespace Platform.Messaging.DeadLetters;

/// <summary>Counts the dead letters from time to time.</summary>
internal sealed class DeadLetterGauge(
    ServiceDatabase database,
    DatabaseReadiness readiness,
    DeadLetterTelemetry telemetry,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<DeadLetterGauge> logger)
    : Housekeeping(options.Value.MeasuringInterval, readiness, time, logger)
{
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        telemetry.Parked = await DeadLetterStore.CountAsync(session.Connection, default, cancellationToken);
    }
}

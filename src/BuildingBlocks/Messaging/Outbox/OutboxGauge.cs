using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Messaging.Storage;
using Platform.Messaging.Telemetry;

namespace Platform.Messaging.Outbox;

/// <summary>Measures the outbox from time to time, so that a relay that stands still is seen.</summary>
internal sealed class OutboxGauge(
    ServiceDatabase database,
    DatabaseReadiness readiness,
    OutboxMeasurement measurement,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<OutboxGauge> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = TraceContext.Untraced("outbox gauge");
        try
        {
            await readiness.WaitAsync(stoppingToken);
            while (true)
            {
                await MeasureAsync(stoppingToken);
                await Task.Delay(options.Value.MeasuringInterval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await database.OpenAsync(cancellationToken);
            measurement.Set(await OutboxStore.MeasureAsync(session.Connection, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // What was measured before grows old, and health says so.
            StorageLog.HousekeepingFailed(logger, error.GetType().Name);
        }
    }
}

using Fraud.Api.Data;
using Fraud.Api.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.MeasureCases;

/// <summary>Counts open and overdue cases from time to time.</summary>
public sealed class CaseGauge(
    IServiceScopeFactory scopes,
    DatabaseReadiness database,
    CaseTelemetry telemetry,
    IOptions<CaseOptions> options,
    TimeProvider time,
    ILogger<CaseGauge> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(options.Value.MeasuringInterval, time);
            do
            {
                await MeasureAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
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
            await using var scope = scopes.CreateAsyncScope();
            var cases = scope.ServiceProvider.GetRequiredService<FraudDbContext>().Cases;
            var now = time.GetUtcNow();
            telemetry.Last = await cases.Where(known => known.ClosedAt == null)
                .GroupBy(_ => 1)
                .Select(open => new CaseCounts(open.Count(), open.Count(known => known.DueAt <= now)))
                .SingleOrDefaultAsync(cancellationToken) ?? new CaseCounts(0, 0);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            CaseGaugeLog.Failed(logger, error.GetType().Name); // counted again at the next interval
        }
    }
}

internal static partial class CaseGaugeLog
{
    [LoggerMessage(1, LogLevel.Warning, "Cases could not be counted: {Error}")]
    public static partial void Failed(ILogger logger, string error);
}

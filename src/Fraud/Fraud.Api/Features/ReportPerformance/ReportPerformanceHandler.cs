using Fraud.Api.Domain.Performance;
using Fraud.Api.Features.WorkReports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Platform.Inference;

namespace Fraud.Api.Features.ReportPerformance;

public sealed class ReportPerformanceHandler(
    [FromKeyedServices(FraudServices.ModelName)] ModelHost models, ReportDesk desk, TimeProvider time)
{
    // Counted where it lies: 240 buckets of a tenth in log-odds say all that a calibration needs.
    private const string Counts = """
        SELECT (t.at AT TIME ZONE 'UTC')::date,
               width_bucket(ln(least(greatest(d.score::float8, 1e-6), 1 - 1e-6) / (1 - least(greatest(d.score::float8, 1e-6), 1 - 1e-6))), -12, 12, 240),
               coalesce(d.answered_as, d.outcome) <> 'Approve',
               t.verdict = 'Chargeback',
               (t.labelled_at AT TIME ZONE 'UTC')::date,
               count(*)::int
        FROM fraud.decisions AS d
        JOIN fraud.transactions AS t ON t.id = d.transaction_id
        WHERE t.at >= $1 AND t.at < $2 AND d.model_version = $3
        GROUP BY 1, 2, 3, 4, 5
        """;

    /// <returns>Null when the version has decided on nothing then, and none such verifies.</returns>
    public async Task<PerformanceReport?> HandleAsync(ReportPerformance request, CancellationToken cancellationToken)
    {
        var version = request.Version ?? Serving();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // As far back as the estimate of the first day looks, or today's.
        var reach = request.MaturityDays + request.ReferenceDays;
        var earliest = (request.From < today ? request.From : today).AddDays(-reach);
        await using var turn = await desk.WaitAsync(cancellationToken);
        var counts = await CountAsync(turn.Database.Database, earliest, request.Until > today ? request.Until : today, version, cancellationToken);
        if (counts.Count == 0 && !Verifies(version))
        {
            return null;
        }

        var silence = Silence.Of(counts, request.GenuineAfterDays, request.MaturityDays, today.DayNumber);
        return new PerformanceByAge(counts, silence, request.MaturityDays, request.ReferenceDays).Of(version, request.From, request.Until, today);
    }

    private static async Task<List<DecisionCount>> CountAsync(
        DatabaseFacade database, DateOnly from, DateOnly until, string version, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Counts, (NpgsqlConnection)database.GetDbConnection())
        {
            Parameters = { new() { Value = Midnight(from) }, new() { Value = Midnight(until) }, new() { Value = version } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<DecisionCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new DecisionCount(
                reader.GetFieldValue<DateOnly>(0).DayNumber,
                reader.GetInt32(1),
                reader.GetBoolean(2),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetBoolean(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetFieldValue<DateOnly>(4).DayNumber,
                reader.GetInt32(5)));
        }

        return counts;
    }

    private string Serving()
    {
        using var lease = models.Lease();
        return lease.Model.Stamp.Version;
    }

    private bool Verifies(string version)
    {
        using var lease = models.Lease(version);
        return lease is not null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

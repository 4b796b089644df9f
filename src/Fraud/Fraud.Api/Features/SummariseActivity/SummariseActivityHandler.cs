using System.Globalization;
using System.Text.Json;
using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.SummariseActivity;

public sealed class SummariseActivityHandler(FraudDbContext database, TimeProvider time)
{
    private const int Latest = 10;

    public async Task<ActivitySummary> HandleAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - period;
        var decisions = database.Decisions.AsNoTracking().Where(decision => decision.DecidedAt >= since);
        var counts = await decisions
            .GroupBy(decision => decision.Outcome)
            .Select(group => new { Outcome = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Outcome, group => group.Count, cancellationToken);
        var latest = await decisions
            .OrderByDescending(decision => decision.DecidedAt)
            .Take(Latest)
            .ToListAsync(cancellationToken);

        return new ActivitySummary(
            since,
            Enum.GetValues<Outcome>().ToDictionary(
                outcome => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()),
                outcome => counts.GetValueOrDefault(outcome)),
            [.. latest.Select(Line)]);
    }

    private static RecentDecision Line(Decision decision)
    {
        var score = decision.Score.ToString("0.00", CultureInfo.InvariantCulture);
        return new RecentDecision(
            decision.DecidedAt,
            $"transaction {decision.TransactionId}",
            decision.Outcome,
            decision.Reasons is [var strongest, ..] ? $"score {score}; {strongest.Text}" : $"score {score}");
    }
}

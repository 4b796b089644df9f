using System.Globalization;
using System.Text.Json;
using Manufacturing.Api.Data;
using Manufacturing.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Manufacturing.Api.Features.SummariseActivity;

public sealed class SummariseActivityHandler(ManufacturingDbContext database, TimeProvider time)
{
    private const int Latest = 10;

    public async Task<ActivitySummary> HandleAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - period;
        var predictions = database.Predictions.AsNoTracking().Where(prediction => prediction.PredictedAt >= since);
        var counts = await predictions
            .GroupBy(prediction => prediction.Outcome)
            .Select(group => new { Outcome = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Outcome, group => group.Count, cancellationToken);
        var latest = await predictions
            .OrderByDescending(prediction => prediction.PredictedAt)
            .ThenByDescending(prediction => prediction.Id)
            .Take(Latest)
            .ToListAsync(cancellationToken);

        return new ActivitySummary(
            since,
            Enum.GetValues<Outcome>().ToDictionary(
                outcome => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()),
                outcome => counts.GetValueOrDefault(outcome)),
            [.. latest.Select(Line)]);
    }

    private static RecentPrediction Line(Prediction prediction)
    {
        var life = prediction.Life;
        var left = string.Create(CultureInfo.InvariantCulture, $"{life.Cycles:0} cycles left ({life.Low:0} to {life.High:0}), limit {prediction.Limit:0}");
        return new RecentPrediction(
            prediction.PredictedAt,
            $"machine {prediction.MachineId}",
            prediction.Outcome,
            prediction.Drivers is [var strongest, ..] ? $"{left}; {strongest.Text}" : left);
    }
}

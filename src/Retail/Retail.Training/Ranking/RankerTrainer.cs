using Platform.Learning;
using Retail.Training.Data;

namespace Retail.Training.Ranking;

/// <summary>Stands on dates before the end of the known sales, and makes the rows of each.</summary>
public static class RankerTrainer
{
    /// <exception cref="InputException">The sales do not reach back far enough.</exception>
    public static TrainingTable Table(IReadOnlyList<Sale> past, DateOnly until, RankerSettings settings)
    {
        var first = past.Count == 0 ? until : DateOnly.FromDateTime(past.Min(sale => sale.At));
        var last = until.AddDays(-settings.LabelDays);
        // A date needs some past: without it there is no index to rank by.
        DateOnly[] dates = [.. Enumerable.Range(0, settings.Dates)
            .Select(i => last.AddDays(-i * settings.Step))
            .Where(date => date >= first.AddDays(settings.PastDays))];
        var table = dates.Length == 0 ? null : RankingTable.Build(past, dates, settings);
        return table is { RowCount: > 0 }
            ? table
            : throw new InputException(
                $"Sales before {until:yyyy-MM-dd} begin on {first:yyyy-MM-dd}; a ranker needs at least {settings.PastDays + settings.LabelDays} days of them, with customers who come back.");
    }
}

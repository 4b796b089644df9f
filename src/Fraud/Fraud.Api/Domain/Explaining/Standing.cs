namespace Fraud.Api.Domain.Explaining;

/// <summary>Where one number stands among others. Quantiles by the nearest rank: each is a number that occurred.</summary>
/// <param name="Value">The number of this payment.</param>
/// <param name="Others">How many it is compared with.</param>
/// <param name="SmallerPercent">How many in 100 of them are smaller; null where there are none.</param>
/// <param name="Median">Half of them are at most this.</param>
/// <param name="Percentile95">95 in 100 of them are at most this.</param>
/// <param name="Largest">The largest of them.</param>
public sealed record Standing(decimal Value, int Others, double? SmallerPercent, decimal? Median, decimal? Percentile95, decimal? Largest)
{
    public static Standing Of(decimal value, IEnumerable<decimal> others)
    {
        decimal[] sorted = [.. others.Order()];
        return sorted.Length == 0
            ? new Standing(value, 0, null, null, null, null)
            : new Standing(
                value,
                sorted.Length,
                Math.Round(100.0 * sorted.Count(other => other < value) / sorted.Length, 1),
                AtRank(sorted, 50),
                AtRank(sorted, 95),
                sorted[^1]);
    }

    // The smallest number that so many in 100 do not exceed, in whole numbers: no rounding of a share decides.
    private static decimal AtRank(decimal[] sorted, int percent) => sorted[(((percent * sorted.Length) + 99) / 100) - 1];
}

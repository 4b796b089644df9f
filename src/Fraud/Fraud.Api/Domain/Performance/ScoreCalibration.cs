using Platform.Statistics;

namespace Fraud.Api.Domain.Performance;

/// <summary>
/// Probability of fraud by bucket of score, learned from payments whose labels are in: the non-decreasing function that fits
/// them best (<see cref="IsotonicCalibration"/>), with how many payments stand behind each value.
/// </summary>
public sealed class ScoreCalibration
{
    private readonly IsotonicCalibration _fit;
    private readonly Dictionary<double, double> _rows;

    private ScoreCalibration(IsotonicCalibration fit, Dictionary<double, double> rows, int payments) =>
        (_fit, _rows, Payments) = (fit, rows, payments);

    /// <summary>Payments it was learned from.</summary>
    public int Payments { get; }

    /// <param name="counts">Those without a label are left out.</param>
    /// <returns>Null without a single fraud, or without a single genuine payment.</returns>
    public static ScoreCalibration? Of(IEnumerable<DecisionCount> counts)
    {
        var points = counts
            .Where(count => count.Fraud is not null)
            .GroupBy(count => count.Bucket)
            .OrderBy(bucket => bucket.Key)
            .Select(bucket => (
                Score: (double)bucket.Key,
                Sum: (double)bucket.Where(count => count.Fraud == true).Sum(count => count.Count),
                Rows: (double)bucket.Sum(count => count.Count)))
            .ToArray();
        var (frauds, payments) = (points.Sum(point => point.Sum), points.Sum(point => point.Rows));
        if (frauds == 0 || frauds == payments)
        {
            return null;
        }

        var fit = IsotonicCalibration.Fit(points);
        return new ScoreCalibration(
            fit,
            points.GroupBy(point => fit.Apply(point.Score)).ToDictionary(block => block.Key, block => block.Sum(point => point.Rows)),
            (int)payments);
    }

    public double Probability(int bucket) => _fit.Apply(bucket);

    /// <summary>
    /// Variance of the probability itself, as it was learned from so many payments: binomial, with half a fraud and half a
    /// genuine payment added (Jeffreys), so that a block without fraud is not taken for certain.
    /// </summary>
    public double Variance(double probability)
    {
        var rows = _rows.GetValueOrDefault(probability, 1);
        var kept = ((probability * rows) + .5) / (rows + 1);
        return kept * (1 - kept) / (rows + 1);
    }
}

namespace Platform.Statistics;

/// <summary>
/// Scored and labelled rows, sorted once, so that ranking measures of many resamples cost one pass each instead of one
/// sort each. A row drawn n times counts n times: the results are those of <see cref="Metrics"/> on the rows repeated.
/// </summary>
public sealed class RankedRows
{
    private readonly int[] _order;
    private readonly bool[] _tiesWithNext;
    private readonly bool[] _positive;

    /// <param name="scores">n finite scores, higher is more positive.</param>
    /// <param name="positives">n labels.</param>
    public RankedRows(IReadOnlyList<float> scores, IReadOnlyList<bool> positives)
    {
        if (scores.Count != positives.Count)
        {
            throw new ArgumentException($"There are {scores.Count} scores for {positives.Count} labels.", nameof(positives));
        }

        var keys = scores.ToArray();
        _order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, _order);
        Array.Reverse(keys);
        Array.Reverse(_order);
        _positive = Array.ConvertAll(_order, row => positives[row]);
        _tiesWithNext = [.. Enumerable.Range(0, keys.Length).Select(i => i + 1 < keys.Length && keys[i] == keys[i + 1])];
    }

    public int Count => _order.Length;

    /// <summary>Area under the ROC curve and average precision, ties as in <see cref="Metrics"/>.</summary>
    /// <param name="times">How often each row counts, 0 or more, in the order of the constructor.</param>
    /// <returns>NaN where a measure is not defined: no positives, and for the area no negatives.</returns>
    public (double Auc, double AveragePrecision) Measure(Func<int, int> times)
    {
        double positives = 0, negatives = 0, area = 0, precision = 0, tiedPositives = 0, tiedNegatives = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            var weight = times(_order[i]);
            if (_positive[i])
            {
                tiedPositives += weight;
            }
            else
            {
                tiedNegatives += weight;
            }

            if (_tiesWithNext[i])
            {
                continue;
            }

            // Negatives of this tie lie below all positives before, and half beside those within.
            area += tiedNegatives * (positives + (tiedPositives / 2));
            positives += tiedPositives;
            negatives += tiedNegatives;
            if (tiedPositives > 0)
            {
                precision += tiedPositives * positives / (positives + negatives);
            }

            (tiedPositives, tiedNegatives) = (0, 0);
        }

        return (area / (positives * negatives), precision / positives);
    }
}

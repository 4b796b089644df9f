namespace Manufacturing.Training.Protocol;

/// <summary>
/// How far the truth lies below and above predictions of a size, on engines that were not learned from. Windows are put
/// into bins of equal count by prediction; in a bin, each side's offset is the conformal quantile of half the error level,
/// where each engine counts once however many windows it has there (pooled distributions of groups: Dunn, Wasserman,
/// Ramdas, Distribution-Free Prediction Sets for Two-Layer Hierarchical Models, JASA 2022). Out-of-fold residuals are
/// used with the model of all engines, which the theory of cross-conformal sets covers only up to a slack: so coverage is
/// measured, on held-out engines here and on the test engines later.
/// </summary>
public static class ConformalOffsets
{
    /// <param name="predictions">Out-of-fold predictions, in cycles.</param>
    /// <param name="truths">True remaining lives, in cycles, not capped.</param>
    /// <param name="engines">The engine of each.</param>
    /// <param name="level">Share the interval should hold, such as .9.</param>
    /// <param name="bins">How many bins; fewer where there are too few windows.</param>
    public static (double[] Levels, double[] Below, double[] Above) Measure(
        IReadOnlyList<double> predictions, IReadOnlyList<double> truths, IReadOnlyList<int> engines, double level, int bins)
    {
        var order = Enumerable.Range(0, predictions.Count).OrderBy(row => predictions[row]).ToArray();
        var size = Math.Max(1, (order.Length + bins - 1) / bins);
        var side = 1 - ((1 - level) / 2);
        var parts = order.Chunk(size)
            .Select(bin => (
                Level: bin.Average(row => predictions[row]),
                Below: Quantile(bin, row => predictions[row] - truths[row], engines, side),
                Above: Quantile(bin, row => truths[row] - predictions[row], engines, side)))
            .DistinctBy(bin => bin.Level)
            .ToArray();
        return (
            [.. parts.Select(bin => bin.Level)],
            [.. parts.Select(bin => Math.Max(0, bin.Below))],
            [.. parts.Select(bin => Math.Max(0, bin.Above))]);
    }

    /// <summary>
    /// The smallest residual that covers (m + 1) * level / m of the weight, for m engines of equal weight; the largest one
    /// where m is too small for the level.
    /// </summary>
    public static double Quantile(
        IReadOnlyCollection<int> rows, Func<int, double> residual, IReadOnlyList<int> engines, double level)
    {
        var counts = rows.CountBy(row => engines[row]).ToDictionary();
        var wanted = Math.Min(1, level * (counts.Count + 1) / counts.Count);
        var covered = 0d;
        var last = 0d;
        foreach (var row in rows.OrderBy(residual))
        {
            last = residual(row);
            covered += 1d / (counts.Count * counts[engines[row]]);
            if (covered >= wanted - 1e-12)
            {
                break;
            }
        }

        return last;
    }
}

namespace Platform.Statistics;

/// <summary>Quantiles.</summary>
public static class Quantiles
{
    /// <summary>Linear interpolation between order statistics (Hyndman, Fan 1996, type 7).</summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="level">In [0, 1].</param>
    public static double Linear(IReadOnlyList<double> sorted, double level)
    {
        var position = level * (sorted.Count - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>
    /// The smallest value that at least the share (n + 1) * level / n of the values does not exceed: the conformal
    /// quantile (Vovk, Gammerman, Shafer 2005), infinite when there are too few values for the level.
    /// </summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="level">In (0, 1), such as .9.</param>
    public static double Conformal(IReadOnlyList<double> sorted, double level)
    {
        // The small term keeps (9 + 1) * .9 at 9.
        var rank = (int)Math.Ceiling(((sorted.Count + 1) * level) - 1e-9);
        return rank > sorted.Count ? double.PositiveInfinity : sorted[Math.Max(rank, 1) - 1];
    }
}

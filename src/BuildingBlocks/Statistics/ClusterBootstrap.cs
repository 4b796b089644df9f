namespace Platform.Statistics;

/// <summary>
/// Percentile bootstrap of several statistics at once, over the same draws of whole clusters (customers, engines): rows of
/// one are not independent, and the difference of two statistics of one draw has its own interval (Efron, Tibshirani: An
/// Introduction to the Bootstrap, 1993, ch. 8 and 13).
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>The 95 % intervals of each statistic.</summary>
    /// <param name="clusters">Number of clusters; so many are drawn, with replacement.</param>
    /// <param name="statistics">Values from how often each cluster was drawn; NaN where one is not defined.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    /// <param name="resamples">How often clusters are drawn.</param>
    /// <returns>One interval a statistic around its value with every cluster once; null where that is not defined, or not on half of the draws.</returns>
    public static Interval?[] Intervals(
        int clusters, Func<int[], double[]> statistics, int seed, int resamples = 1000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clusters);
        var times = new int[clusters];
        Array.Fill(times, 1);
        var values = statistics(times);
        var drawn = Array.ConvertAll(values, _ => new List<double>(resamples));
        var random = new SplitMix64((ulong)seed);
        for (var i = 0; i < resamples; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(times);
            for (var draw = 0; draw < clusters; draw++)
            {
                times[random.NextBelow(clusters)]++;
            }

            foreach (var (list, value) in drawn.Zip(statistics(times)))
            {
                if (!double.IsNaN(value))
                {
                    list.Add(value);
                }
            }
        }

        return [.. values.Zip(drawn, (value, list) => Around(value, list, resamples))];
    }

    private static Interval? Around(double value, List<double> drawn, int resamples)
    {
        if (double.IsNaN(value) || drawn.Count * 2 < resamples)
        {
            return null;
        }

        drawn.Sort();
        return new Interval(value, Quantiles.Linear(drawn, .025), Quantiles.Linear(drawn, .975));
    }
}

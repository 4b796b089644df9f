namespace Platform.Statistics;

/// <summary>A measured value with the bounds of its interval.</summary>
public sealed record Interval(double Value, double Low, double High)
{
    public double Width => High - Low;
}

/// <summary>Percentile bootstrap (Efron, Tibshirani: An Introduction to the Bootstrap, 1993, ch. 13).</summary>
public static class Bootstrap
{
    /// <summary>The 95 % interval of a statistic.</summary>
    /// <param name="statistic">Computes the value from row indices, which repeat; NaN where it is not defined (no positives drawn).</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    /// <param name="resamples">How often rows are drawn.</param>
    /// <param name="groups">The group of each row (engine, customer, patient): whole groups are then drawn, because rows of one are not independent.</param>
    /// <exception cref="InvalidOperationException">The statistic is not defined on more than half of the resamples.</exception>
    public static Interval Interval(Func<int[], double> statistic, int count, int seed, int resamples = 1000, IReadOnlyList<int>? groups = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (groups is not null && groups.Count != count)
        {
            throw new ArgumentException($"There are {groups.Count} groups for {count} rows.", nameof(groups));
        }

        int[] all = [.. Enumerable.Range(0, count)];
        int[][] clusters = groups is null
            ? []
            : [.. all.GroupBy(row => groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        var random = new SplitMix64((ulong)seed);
        var values = new List<double>(resamples);
        for (var i = 0; i < resamples; i++)
        {
            var value = statistic(groups is null ? DrawRows(count, ref random) : DrawClusters(clusters, ref random));
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        if (values.Count * 2 < resamples)
        {
            throw new InvalidOperationException($"The statistic is defined on {values.Count} of {resamples} resamples only: too few rows.");
        }

        values.Sort();
        return new Interval(statistic(all), Quantiles.Linear(values, .025), Quantiles.Linear(values, .975));
    }

    /// <summary>The elements at those indices, for statistics of whole arrays.</summary>
    public static T[] Pick<T>(IReadOnlyList<T> values, int[] indices) => Array.ConvertAll(indices, index => values[index]);

    private static int[] DrawRows(int count, ref SplitMix64 random)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = random.NextBelow(count);
        }

        return rows;
    }

    private static int[] DrawClusters(int[][] clusters, ref SplitMix64 random)
    {
        var rows = new List<int>();
        for (var i = 0; i < clusters.Length; i++)
        {
            rows.AddRange(clusters[random.NextBelow(clusters.Length)]);
        }

        return [.. rows];
    }
}

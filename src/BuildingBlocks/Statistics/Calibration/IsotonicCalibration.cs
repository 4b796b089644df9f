namespace Platform.Statistics;

/// <summary>
/// Isotonic calibration (Zadrozny, Elkan 2002): the non-decreasing function that fits the labels best, linear between
/// its points and constant outside of them.
/// </summary>
/// <param name="Scores">Ascending positions of the points.</param>
/// <param name="Probabilities">Non-decreasing values at the points, in [0, 1].</param>
public sealed record IsotonicCalibration(double[] Scores, double[] Probabilities)
{
    /// <summary>The probability of a score.</summary>
    public double Apply(double score)
    {
        var index = Array.BinarySearch(Scores, score);
        if (index >= 0)
        {
            return Probabilities[index];
        }

        var above = ~index;
        if (above == 0 || above == Scores.Length)
        {
            return Probabilities[Math.Min(above, Scores.Length - 1)];
        }

        var share = (score - Scores[above - 1]) / (Scores[above] - Scores[above - 1]);
        return Probabilities[above - 1] + (share * (Probabilities[above] - Probabilities[above - 1]));
    }

    /// <summary>Fits by pooling adjacent violators (Barlow et al. 1972). Equal scores are one point.</summary>
    public static IsotonicCalibration Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels)
    {
        if (scores.Length == 0 || scores.Length != labels.Length)
        {
            throw new ArgumentException("Calibration needs a score per label, and at least one.");
        }

        var (keys, values) = (scores.ToArray(), labels.ToArray());
        Array.Sort(keys, values);
        var points = new List<(double Score, double Sum, double Rows)>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (points.Count > 0 && points[^1].Score == keys[i])
            {
                points[^1] = (keys[i], points[^1].Sum + values[i], points[^1].Rows + 1);
            }
            else
            {
                points.Add((keys[i], values[i], 1));
            }
        }

        return Fit(points);
    }

    /// <summary>The same from rows that were counted before.</summary>
    /// <param name="points">By ascending score, each once: the sum of its labels, and how many rows it has (above 0).</param>
    public static IsotonicCalibration Fit(IEnumerable<(double Score, double Sum, double Rows)> points)
    {
        var blocks = new List<Block>();
        foreach (var (score, sum, rows) in points)
        {
            Pool(blocks);
            blocks.Add(new Block(score, score, sum, rows));
        }

        Pool(blocks);
        if (blocks.Count == 0)
        {
            throw new ArgumentException("Calibration needs at least one row.", nameof(points));
        }

        // A block is flat from its first to its last score.
        var ends = blocks
            .SelectMany(block => block.First == block.Last ? new[] { (block.First, block.Mean) } : [(block.First, block.Mean), (block.Last, block.Mean)])
            .ToArray();
        return new IsotonicCalibration([.. ends.Select(end => end.Item1)], [.. ends.Select(end => end.Item2)]);
    }

    private static void Pool(List<Block> blocks)
    {
        while (blocks.Count > 1 && blocks[^2].Mean >= blocks[^1].Mean)
        {
            var (left, right) = (blocks[^2], blocks[^1]);
            blocks.RemoveAt(blocks.Count - 1);
            blocks[^1] = new Block(left.First, right.Last, left.Sum + right.Sum, left.Rows + right.Rows);
        }
    }

    private sealed record Block(double First, double Last, double Sum, double Rows)
    {
        public double Mean => Sum / Rows;
    }
}

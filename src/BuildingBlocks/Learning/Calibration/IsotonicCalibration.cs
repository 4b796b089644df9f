namespace Platform.Learning;

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
        var blocks = new List<Block>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (blocks.Count > 0 && blocks[^1].Last == keys[i])
            {
                blocks[^1] = blocks[^1] with { Sum = blocks[^1].Sum + values[i], Rows = blocks[^1].Rows + 1 };
            }
            else
            {
                Pool(blocks);
                blocks.Add(new Block(keys[i], keys[i], values[i], 1));
            }
        }

        Pool(blocks);
        // A block is flat from its first to its last score.
        var points = blocks
            .SelectMany(block => block.First == block.Last ? new[] { (block.First, block.Mean) } : [(block.First, block.Mean), (block.Last, block.Mean)])
            .ToArray();
        return new IsotonicCalibration([.. points.Select(point => point.Item1)], [.. points.Select(point => point.Item2)]);
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

    private sealed record Block(double First, double Last, double Sum, int Rows)
    {
        public double Mean => Sum / Rows;
    }
}

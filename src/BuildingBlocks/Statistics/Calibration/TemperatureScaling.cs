namespace Platform.Statistics;

/// <summary>
/// Temperature scaling (Guo et al. 2017): logits are divided by one number, which changes how sure the model is and
/// never which class it prefers.
/// </summary>
public sealed record TemperatureScaling(double Temperature)
{
    private const double Lowest = .01;
    private const double Highest = 100;
    private const int Steps = 100;

    /// <summary>The probability of a binary logit.</summary>
    public double Apply(double logit) => 1 / (1 + Math.Exp(-logit / Temperature));

    /// <summary>The probabilities of the classes.</summary>
    public double[] Apply(ReadOnlySpan<float> logits)
    {
        var largest = logits[0];
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var weights = new double[logits.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp((logits[i] - largest) / Temperature);
        }

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>Fits to binary logits and labels 0 or 1.</summary>
    public static TemperatureScaling FitBinary(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels)
    {
        var rows = new float[logits.Length * 2];
        var classes = new int[labels.Length];
        for (var i = 0; i < logits.Length; i++)
        {
            rows[(2 * i) + 1] = logits[i];
            classes[i] = labels[i] > 0 ? 1 : 0;
        }

        return Fit(rows, classes, 2);
    }

    /// <summary>Minimises the log-loss over the logarithm of the temperature, by golden sections: it has one minimum.</summary>
    /// <param name="logits">Row-major, one per class.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">The number of classes.</param>
    public static TemperatureScaling Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes)
    {
        if (labels.Length == 0 || logits.Length != labels.Length * classes)
        {
            throw new ArgumentException("Calibration needs a logit per row and class, and at least one row.");
        }

        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Loss(logits, labels, classes, Math.Exp(left)) < Loss(logits, labels, classes, Math.Exp(right)))
            {
                high = right;
            }
            else
            {
                low = left;
            }
        }

        return new TemperatureScaling(Math.Exp((low + high) / 2));
    }

    private static double Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes, double temperature)
    {
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            double largest = float.NegativeInfinity, total = 0;
            foreach (var logit in row)
            {
                largest = Math.Max(largest, logit / temperature);
            }

            foreach (var logit in row)
            {
                total += Math.Exp((logit / temperature) - largest);
            }

            sum += largest + Math.Log(total) - (row[labels[i]] / temperature);
        }

        return sum;
    }
}

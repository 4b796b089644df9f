namespace Platform.Statistics;

/// <summary>
/// Sigmoid calibration (Platt 1999): probability = 1 / (1 + exp(-(Slope * raw + Intercept))). For trees, fold it into
/// the model with <c>TreeEnsemble.Rescale(Slope, Intercept)</c>.
/// </summary>
public sealed record PlattScaling(double Slope, double Intercept)
{
    private const int MostSteps = 100;
    private const double SmallestStep = 1e-10;

    /// <summary>The probability of a raw score.</summary>
    public double Apply(double raw) => 1 / (1 + Math.Exp(-((Slope * raw) + Intercept)));

    /// <summary>
    /// Fits by Newton's method on the log-loss, with Platt's smoothed targets (n+ + 1) / (n+ + 2) and 1 / (n- + 2),
    /// which keep the slope finite on data that separate perfectly.
    /// </summary>
    /// <param name="rawScores">Scores of rows the model did not learn from.</param>
    /// <param name="labels">0 or 1; both must occur.</param>
    public static PlattScaling Fit(ReadOnlySpan<float> rawScores, ReadOnlySpan<float> labels)
    {
        var positives = labels.Count(1f);
        var negatives = labels.Length - positives;
        if (rawScores.Length != labels.Length || positives == 0 || negatives == 0)
        {
            throw new ArgumentException("Calibration needs a score per label, and both labels.");
        }

        var (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
        var current = new PlattScaling(0, Math.Log((positives + 1.0) / (negatives + 1.0)));
        var loss = current.Loss(rawScores, labels, high, low);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slopeStep, interceptStep) = current.NewtonStep(rawScores, labels, high, low);
            var (next, nextLoss, share) = (current, loss, 1.0);
            // Halve the step until the loss falls.
            do
            {
                next = new PlattScaling(current.Slope - (share * slopeStep), current.Intercept - (share * interceptStep));
                nextLoss = next.Loss(rawScores, labels, high, low);
                share /= 2;
            }
            while (!(nextLoss < loss) && share > SmallestStep);

            if (!(nextLoss < loss))
            {
                break;
            }

            (current, loss) = (next, nextLoss);
        }

        return current;
    }

    private (double Slope, double Intercept) NewtonStep(ReadOnlySpan<float> raw, ReadOnlySpan<float> labels, double high, double low)
    {
        // Second derivatives start above 0 so that the system can always be solved.
        double gradientSlope = 0, gradientIntercept = 0, slopes = 1e-12, both = 0, intercepts = 1e-12;
        for (var i = 0; i < raw.Length; i++)
        {
            var p = Apply(raw[i]);
            var difference = p - (labels[i] > 0 ? high : low);
            var weight = p * (1 - p);
            gradientSlope += difference * raw[i];
            gradientIntercept += difference;
            slopes += weight * raw[i] * raw[i];
            both += weight * raw[i];
            intercepts += weight;
        }

        var determinant = (slopes * intercepts) - (both * both);
        return determinant > 0
            ? (((intercepts * gradientSlope) - (both * gradientIntercept)) / determinant, ((slopes * gradientIntercept) - (both * gradientSlope)) / determinant)
            : (gradientSlope / slopes, gradientIntercept / intercepts);
    }

    private double Loss(ReadOnlySpan<float> raw, ReadOnlySpan<float> labels, double high, double low)
    {
        double sum = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var z = (Slope * raw[i]) + Intercept;
            var target = labels[i] > 0 ? high : low;
            // log(1 + exp(z)) - target * z, without overflow.
            sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (target * z);
        }

        return sum;
    }
}

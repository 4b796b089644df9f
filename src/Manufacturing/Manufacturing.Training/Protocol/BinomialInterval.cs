using Platform.Learning;
using Platform.Statistics;

namespace Manufacturing.Training.Protocol;

/// <summary>The exact interval of a share (Clopper, Pearson, The Use of Confidence or Fiducial Limits, Biometrika 1934).</summary>
public static class BinomialInterval
{
    private const int Bisections = 60;

    /// <param name="successes">How many of <paramref name="count"/>.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="confidence">Such as .95.</param>
    public static Interval Of(int successes, int count, double confidence = .95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var tail = (1 - confidence) / 2;
        var low = successes == 0 ? 0 : Bisect(share => 1 - Cumulative(successes - 1, count, share) >= tail);
        var high = successes == count ? 1 : Bisect(share => Cumulative(successes, count, share) <= tail);
        return new Interval((double)successes / count, low, high);
    }

    // The smallest share for which a condition holds that holds from some share on.
    private static double Bisect(Func<double, bool> holds)
    {
        var (below, above) = (0d, 1d);
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (below + above) / 2;
            (below, above) = holds(middle) ? (below, middle) : (middle, above);
        }

        return above;
    }

    // P(X <= k) of the binomial distribution, summed in logarithms so that many engines do not underflow.
    private static double Cumulative(int k, int count, double share)
    {
        if (share is <= 0 or >= 1)
        {
            return share <= 0 || k >= count ? 1 : 0;
        }

        double sum = 0, choices = 0;
        for (var i = 0; i <= k; i++)
        {
            sum += Math.Exp(choices + (i * Math.Log(share)) + ((count - i) * Math.Log(1 - share)));
            choices += Math.Log(count - i) - Math.Log(i + 1);
        }

        return Math.Min(1, sum);
    }
}

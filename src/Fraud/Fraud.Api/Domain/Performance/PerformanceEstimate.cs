using Platform.Statistics;

namespace Fraud.Api.Domain.Performance;

/// <summary>Frauds in a group of decisions and how well they were caught, with 95 % intervals.</summary>
/// <param name="Frauds">Number of frauds.</param>
/// <param name="Precision">Share of the alerts that are fraud; null without an alert.</param>
/// <param name="Recall">Share of the frauds that were held up; null without a fraud.</param>
public sealed record PerformanceEstimate(Interval Frauds, Interval? Precision, Interval? Recall)
{
    private const double Normal95 = 1.959964;

    /// <summary>
    /// Confidence-based performance estimation (CBPE; Białek, Kuberski, Perrakis, Bifet: Estimating Model Performance Under
    /// Covariate Shift Without Labels, 2024, arXiv:2401.08348; named so by NannyML). With calibrated probabilities <c>p</c>, the expected
    /// confusion is: true positives the sum of <c>p</c> over the alerts, false negatives that over the approvals.
    /// <para>What is known counts as it is. What is not yet known, at an age at which the share <c>F</c> of the frauds' labels
    /// and <c>G</c> of the genuine ones' are usually in, is fraud with <c>p (1 - F) / (p (1 - F) + (1 - p)(1 - G))</c>: silence is
    /// evidence as well (Bayes).</para>
    /// <para>Variance: that of independent payments, <c>sum q (1 - q)</c>, and that of the learned probabilities, which payments of
    /// equal probability share; recall by the delta method; normal intervals, kept within what is possible.</para>
    /// <para>Assumes: scores mean the same as in the reference period (no concept drift; the mix of payments may shift); labels
    /// come as late as they did; whether a payment is ever labelled does not depend on its being fraud, given score and age;
    /// payments are independent given their score. Where frauds come in series the intervals are too narrow: look at what the
    /// report says of past estimates.</para>
    /// </summary>
    /// <param name="counts">Decisions as they are known, with one age.</param>
    /// <param name="age">Days since the morning of the payments' day.</param>
    public static PerformanceEstimate Of(IEnumerable<DecisionCount> counts, int age, ScoreCalibration calibration, LabelDelay delay)
    {
        var (alerts, approvals) = (new Side(), new Side());
        foreach (var count in counts)
        {
            var side = count.Alert ? alerts : approvals;
            if (count.Fraud is { } fraud)
            {
                side.Know(fraud, count.Count);
            }
            else
            {
                var probability = calibration.Probability(count.Bucket);
                side.Expect(probability, Unlabelled(probability, age, delay), count.Count, calibration);
            }
        }

        double caught = alerts.Frauds, missed = approvals.Frauds, frauds = caught + missed;
        var (caughtVariance, missedVariance) = (alerts.Variance(), approvals.Variance());
        var recallVariance = ((missed * missed * caughtVariance) + (caught * caught * missedVariance)) / Math.Pow(frauds, 4);
        return new PerformanceEstimate(
            Within(frauds, caughtVariance + missedVariance, alerts.KnownFrauds + approvals.KnownFrauds, alerts.Payments + approvals.Payments),
            alerts.Payments == 0
                ? null
                : Within(caught / alerts.Payments, caughtVariance / Math.Pow(alerts.Payments, 2), (double)alerts.KnownFrauds / alerts.Payments, 1),
            frauds == 0 ? null : Within(caught / frauds, recallVariance, 0, 1));
    }

    /// <summary>Probability of fraud of a payment whose label is not in at an age at which it may have been.</summary>
    public static double Unlabelled(double probability, int age, LabelDelay delay)
    {
        var fraud = probability * (1 - (delay.Share(fraud: true, age) ?? 0));
        var genuine = (1 - probability) * (1 - (delay.Share(fraud: false, age) ?? 0));

        // No label comes that late: this one never will, and says nothing.
        return fraud + genuine > 0 ? fraud / (fraud + genuine) : probability;
    }

    private static Interval Within(double value, double variance, double least, double most)
    {
        var reach = Normal95 * Math.Sqrt(variance);
        return new Interval(value, Math.Max(least, value - reach), Math.Min(most, value + reach));
    }

    private sealed class Side
    {
        private readonly Dictionary<double, (double Slope, double Variance)> _shared = [];
        private double _independent;

        public int Payments { get; private set; }

        public int KnownFrauds { get; private set; }

        public double Frauds { get; private set; }

        public void Know(bool fraud, int count)
        {
            Payments += count;
            KnownFrauds += fraud ? count : 0;
            Frauds += fraud ? count : 0;
        }

        public void Expect(double probability, double unlabelled, int count, ScoreCalibration calibration)
        {
            Payments += count;
            Frauds += unlabelled * count;
            _independent += unlabelled * (1 - unlabelled) * count;

            // An error of the probability moves what is expected of all its payments, about in proportion.
            var slope = probability > 0 ? unlabelled / probability : 1;
            var before = _shared.GetValueOrDefault(probability);
            _shared[probability] = (before.Slope + (slope * count), calibration.Variance(probability));
        }

        public double Variance() => _independent + _shared.Values.Sum(shared => shared.Slope * shared.Slope * shared.Variance);
    }
}

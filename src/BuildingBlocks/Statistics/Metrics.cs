namespace Platform.Statistics;

/// <summary>
/// Measures of classifiers and regressors. Labels are 0 or 1 for classifiers; spans have equal lengths. A measure
/// that is not defined (no positives, no rows) is NaN, which <see cref="Bootstrap"/> leaves out.
/// </summary>
public static class Metrics
{
    private const double SmallestProbability = 1e-15;

    /// <summary>Area under the ROC curve: the chance that a positive scores above a negative, ties counting half.</summary>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels)
    {
        var (sortedScores, sortedLabels) = Descending(scores, labels);
        double positives = 0, negatives = 0, area = 0;
        for (var start = 0; start < sortedScores.Length;)
        {
            double tiedPositives = 0, tiedNegatives = 0;
            var end = start;
            for (; end < sortedScores.Length && sortedScores[end] == sortedScores[start]; end++)
            {
                tiedPositives += sortedLabels[end];
                tiedNegatives += 1 - sortedLabels[end];
            }

            // Negatives of this tie lie below all positives before, and half beside those within.
            area += tiedNegatives * (positives + (tiedPositives / 2));
            (positives, negatives, start) = (positives + tiedPositives, negatives + tiedNegatives, end);
        }

        return area / (positives * negatives);
    }

    /// <summary>Average precision: sum over thresholds of (recall gained) * precision, ties taken together, without interpolation.</summary>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels)
    {
        var (sortedScores, sortedLabels) = Descending(scores, labels);
        double positives = 0, sum = 0;
        for (var start = 0; start < sortedScores.Length;)
        {
            double tied = 0;
            var end = start;
            for (; end < sortedScores.Length && sortedScores[end] == sortedScores[start]; end++)
            {
                tied += sortedLabels[end];
            }

            positives += tied;
            sum += tied * positives / end;
            start = end;
        }

        return sum / positives;
    }

    /// <summary>Mean negative log-likelihood, in nats; probabilities are kept 1e-15 away from 0 and 1.</summary>
    public static double LogLoss(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels)
    {
        CheckLengths(probabilities, labels);
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], SmallestProbability, 1 - SmallestProbability);
            sum -= labels[i] > 0 ? Math.Log(p) : Math.Log(1 - p);
        }

        return sum / labels.Length;
    }

    /// <summary>Brier score: mean squared difference of probability and label.</summary>
    public static double Brier(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels) => MeanSquare(probabilities, labels);

    /// <summary>
    /// Expected calibration error (Guo et al. 2017): over bins of equal width, the mean |mean label - mean probability|
    /// weighted by the bins' rows.
    /// </summary>
    public static double Ece(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, int bins = 15)
    {
        CheckLengths(probabilities, labels);
        var gaps = new double[bins];
        for (var i = 0; i < labels.Length; i++)
        {
            gaps[Math.Clamp((int)(probabilities[i] * bins), 0, bins - 1)] += labels[i] - probabilities[i];
        }

        return gaps.Sum(Math.Abs) / labels.Length;
    }

    /// <summary>Root mean squared error, in the labels' units.</summary>
    public static double Rmse(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels) => Math.Sqrt(MeanSquare(predictions, labels));

    /// <summary>Mean absolute error, in the labels' units.</summary>
    public static double Mae(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels)
    {
        CheckLengths(predictions, labels);
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            sum += Math.Abs((double)predictions[i] - labels[i]);
        }

        return sum / labels.Length;
    }

    /// <summary>Share of intervals that contain the label.</summary>
    public static double Coverage(ReadOnlySpan<float> low, ReadOnlySpan<float> high, ReadOnlySpan<float> labels)
    {
        CheckLengths(low, labels);
        CheckLengths(high, labels);
        var covered = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            covered += low[i] <= labels[i] && labels[i] <= high[i] ? 1 : 0;
        }

        return (double)covered / labels.Length;
    }

    private static double MeanSquare(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels)
    {
        CheckLengths(predictions, labels);
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var difference = (double)predictions[i] - labels[i];
            sum += difference * difference;
        }

        return sum / labels.Length;
    }

    private static (float[] Scores, float[] Labels) Descending(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels)
    {
        CheckLengths(scores, labels);
        var (keys, items) = (scores.ToArray(), labels.ToArray());
        Array.Sort(keys, items);
        Array.Reverse(keys);
        Array.Reverse(items);
        return (keys, items);
    }

    private static void CheckLengths(ReadOnlySpan<float> values, ReadOnlySpan<float> labels)
    {
        if (values.Length != labels.Length)
        {
            throw new ArgumentException($"There are {values.Length} values for {labels.Length} labels.");
        }
    }
}

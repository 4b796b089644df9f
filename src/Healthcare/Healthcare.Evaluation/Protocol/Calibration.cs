using Platform.Learning;
using Platform.Statistics;

namespace Healthcare.Evaluation.Protocol;

/// <summary>What is chosen on the validation patients once a network is trained.</summary>
/// <param name="Scaling">From the logit to the probability.</param>
/// <param name="Finding">Probability from which a finding is stated: where sensitivity + specificity is largest (Youden 1950).</param>
/// <param name="Urgent">Probability from which a study is read at once: half of those with the finding reach it.</param>
public sealed record Calibration(PlattScaling Scaling, double Finding, double Urgent)
{
    private const double UrgentShare = 0.5;

    /// <param name="logits">Of the validation images, by the network.</param>
    /// <param name="labels">1 for the finding, 0 without; both must occur.</param>
    public static Calibration Fit(float[] logits, float[] labels)
    {
        var scaling = PlattScaling.Fit(logits, labels);
        var probabilities = Array.ConvertAll(logits, logit => (float)scaling.Apply(logit));
        var finding = Candidates(probabilities).MaxBy(threshold => Youden(Confusion.At(threshold, probabilities, labels)));
        double[] positives = [.. probabilities.Where((_, i) => labels[i] > 0).Select(p => (double)p).Order()];
        var urgent = Quantiles.Linear(positives, 1 - UrgentShare);
        return new Calibration(scaling, Math.Round(finding, 4), Math.Round(Math.Max(finding, urgent), 4));
    }

    private static double Youden(Confusion confusion) => confusion.Sensitivity + confusion.Specificity - 1;

    /// <summary>Between each two neighbouring probabilities: a threshold on a value itself would hang on its last bit.</summary>
    private static IEnumerable<double> Candidates(float[] probabilities)
    {
        var sorted = probabilities.Distinct().Order().ToArray();
        return sorted.Zip(sorted.Skip(1), (left, right) => (left + (double)right) / 2);
    }
}

using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;

namespace Healthcare.Evaluation.Protocol;

/// <summary>The figures of an imaging model, each with its 95 % interval by bootstrap over patients.</summary>
public sealed record ImagingMetrics(
    Interval Auc, Interval Accuracy, Interval Sensitivity, Interval Specificity, Interval Ece)
{
    /// <summary>Named as in the model card and in the JSON line.</summary>
    public IReadOnlyDictionary<string, Interval> ByName => new Dictionary<string, Interval>
    {
        ["auc"] = Auc,
        ["accuracy"] = Accuracy,
        ["sensitivity"] = Sensitivity,
        ["specificity"] = Specificity,
        ["ece"] = Ece,
    };

    private const int Seed = 1;

    /// <param name="threshold">Probability from which the finding is stated; chosen before, on other patients.</param>
    /// <exception cref="InputException">One of the classes is absent.</exception>
    public static ImagingMetrics Of(ScoredImages scored, double threshold)
    {
        var (probabilities, labels) = (scored.Probabilities, scored.Labels);
        if (labels.Distinct().Count() < 2)
        {
            throw new InputException("All images are of one class: nothing can be measured.");
        }

        var numbers = scored.Images.Select(image => image.Patient).Distinct().Select((patient, i) => (patient, i)).ToDictionary();
        var patients = Array.ConvertAll(scored.Images, image => numbers[image.Patient]);
        Interval Measure(Func<float[], float[], double> statistic) => Bootstrap.Interval(
            rows => statistic(Bootstrap.Pick(probabilities, rows), Bootstrap.Pick(labels, rows)), labels.Length, Seed, groups: patients);

        return new ImagingMetrics(
            Measure((p, l) => Metrics.RocAuc(p, l)),
            Measure((p, l) => Confusion.At(threshold, p, l).Accuracy),
            Measure((p, l) => Confusion.At(threshold, p, l).Sensitivity),
            Measure((p, l) => Confusion.At(threshold, p, l).Specificity),
            Measure((p, l) => Metrics.Ece(p, l)));
    }

    /// <summary>As rows of a model card.</summary>
    public MetricRecord[] ToRecords(string protocol, string split) =>
        [.. ByName.Select(metric => new MetricRecord(
            metric.Key, Round(metric.Value.Value), Round(metric.Value.Low), Round(metric.Value.High), protocol, split))];

    private static double Round(double value) => Math.Round(value, 4);
}

using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;

namespace Fraud.Training;

/// <summary>Manifest and card of a trained model.</summary>
internal sealed class FraudModelCard(
    string version, TransactionFile file, HandbookProtocol protocol, FeatureRows train, Thresholds thresholds, IReadOnlyList<ScoredRows> validation)
{
    private const string HandbookSha256 = "7b192352156dcd9c4bc122a5dc2ac6d8cf3b65e3dcd2b2d6b0faba6170f54959";

    private readonly string _sha256 = DataRoot.Sha256(file.Path);

    private bool IsHandbook => _sha256 == HandbookSha256;

    /// <param name="test">The test rows with the scores of the model, and</param>
    /// <param name="metrics">what was measured on them; both null before that.</param>
    public ModelManifest Manifest(ScoredRows? test = null, FraudMetrics? metrics = null) => new()
    {
        Name = "fraud",
        Version = version,
        Kind = ModelKind.TreeEnsemble,
        Inputs = [new TensorSpec("features", [-1, FeatureSet.All.Names.Length], "see features")],
        Outputs = [new TensorSpec("score", [-1, 1], "probability of fraud")],
        Features = [.. FraudFeatures.All.Select(feature => new FeatureSpec(feature.Name, feature.Unit, feature.Description))],
        Thresholds = new() { [Thresholds.ReviewName] = thresholds.Review, [Thresholds.DeclineName] = thresholds.Decline },
        Training = new TrainingRecord
        {
            Data = IsHandbook
                ? $"Fraud Detection Handbook, simulated card transactions ({Path.GetFileName(file.Path)})"
                : $"{Path.GetFileName(file.Path)}: {file.Payments.Count} payments from {file.Payments[0].At:yyyy-MM-dd} to {file.Payments[^1].At:yyyy-MM-dd}",
            DataSha256 = _sha256,
            Rows = train.Payments.Length,
            From = protocol.TrainFrom,
            Until = protocol.TrainUntil,
            Seed = FraudModelSettings.Chosen.Seed,
            Command = $"./platform train fraud --data FILE --train-start {protocol.TrainStart:yyyy-MM-dd}{file.Reading.Options()}",
            Hyperparameters = new(FraudModelSettings.Chosen.ToHyperparameters()) { ["members"] = FraudModelSettings.Members },
        },
        // A share of nothing is not a number, and is left out.
        Metrics = [.. ValidationMetrics().Concat(test is null || metrics is null ? [] : TestMetrics(test, metrics)).Where(metric => double.IsFinite(metric.Value))],
        Licence = "MIT",
        IntendedUse = "Scores card payments one by one, in near real time, for approval, review by an analyst, or refusal. Review holds up as many cards a day as can be checked; a refusal should be open to appeal.",
        Limits =
        [
            IsHandbook
                ? "Learned from simulated payments of 5,000 customers and 10,000 terminals with three fraud scenarios: train on your own payments before you rely on it."
                : "Learned from the payments of one file: it knows no other customers, terminals and ways of fraud.",
            $"Amounts are compared in {file.Reading.Rates.Base}: others must be converted first, by the rates with which it was trained.",
            "Weekend and night are those of UTC.",
            "Customers and terminals without history are scored on the payment alone.",
            "Terminal fraud is seen only once chargebacks are reported, and is used 7 days after the payment at the earliest: the first week at a compromised terminal passes.",
        ],
    };

    private IEnumerable<MetricRecord> ValidationMetrics()
    {
        const string Protocol = "mean of the handbook protocol on earlier weeks, on which settings and thresholds were chosen";
        var split = $"validation, test weeks from {validation.Min(week => week.Protocol.TestFrom):yyyy-MM-dd} to {validation.Max(week => week.Protocol.TestUntil).AddDays(-1):yyyy-MM-dd}";
        yield return new("auc", Rounded(validation.Average(week => week.Auc())), null, null, Protocol, split);
        yield return new("ap", Rounded(validation.Average(week => week.AveragePrecision())), null, null, Protocol, split);
        yield return new("cp100", Rounded(validation.Average(week => week.CardPrecision())), null, null, Protocol, split);
    }

    private IEnumerable<MetricRecord> TestMetrics(ScoredRows test, FraudMetrics metrics)
    {
        const string Protocol = "handbook: 7 days of training, 7 of delay, 7 of test without compromised cards; bootstrap of cards";
        var split = $"test, {protocol.TestPeriod}";
        yield return Record("auc", metrics.Auc);
        yield return Record("ap", metrics.AveragePrecision);
        yield return Record("cp100", metrics.CardPrecision);
        foreach (var (name, threshold) in new[] { (Thresholds.ReviewName, thresholds.Review), (Thresholds.DeclineName, thresholds.Decline) })
        {
            var confusion = Confusion.At(threshold, test.Scores, test.Rows.Labels());
            yield return new($"{name}-precision", Rounded(confusion.Precision), null, null, $"payments scored from the {name} threshold on", split);
            yield return new($"{name}-recall", Rounded(confusion.Sensitivity), null, null, $"payments scored from the {name} threshold on", split);
        }

        MetricRecord Record(string name, Interval interval) =>
            new(name, Rounded(interval.Value), Rounded(interval.Low), Rounded(interval.High), Protocol, split);
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;
using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;

namespace Manufacturing.Training;

/// <summary>Manifest and card of a trained model.</summary>
internal sealed class ManufacturingModelCard(
    string version, string[] sets, CmapssFolder data, EngineWindows windows, Calibration validation)
{
    // Of several files: the hash of their hashes, in the order of the sets.
    private readonly string _sha256 = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.ASCII.GetBytes(string.Concat(sets.Select(set => DataRoot.Sha256(data.TrainingFile(set)))))));

    /// <param name="tests">What was measured on the test engines of each set; empty before that.</param>
    public ModelManifest Manifest(IReadOnlyCollection<(TestPredictions Test, TestMeasures Measures)> tests) => new()
    {
        Name = "manufacturing",
        Version = version,
        Kind = ModelKind.TreeEnsemble,
        Inputs = [new TensorSpec("features", [-1, DegradationFeatures.Names.Length], "see features")],
        Outputs = [new TensorSpec("score", [-1, 1], "remaining useful life in cycles, capped")],
        Features = [.. DegradationFeatures.All.Select(feature => new FeatureSpec(feature.Name, feature.Unit, feature.Description))],
        Parameters = new()
        {
            [LifeInterval.HorizonParameter] = [ManufacturingModelSettings.LabelCap],
            [LifeInterval.LevelsParameter] = Rounded(validation.Levels),
            [LifeInterval.BelowParameter] = Rounded(validation.Below),
            [LifeInterval.AboveParameter] = Rounded(validation.Above),
        },
        Training = new TrainingRecord
        {
            Data = $"NASA C-MAPSS turbofan run-to-failure: {string.Join(", ", sets.Select(set => Path.GetFileName(data.TrainingFile(set))))}; the hash is that of their hashes",
            DataSha256 = _sha256,
            Rows = windows.Count,
            Seed = ManufacturingModelSettings.Chosen.Seed,
            Command = $"./platform train manufacturing --data FOLDER --sets {string.Join(',', sets)}",
            Hyperparameters = Hyperparameters(),
        },
        Metrics = [.. ValidationMetrics(), .. tests.SelectMany(test => TestMetrics(test.Test.Set, test.Measures))],
        Licence = "MIT",
        IntendedUse = "Estimates how many operating cycles a turbofan-like machine has left, so that maintenance can be planned before it fails. For planning, not for deciding whether a machine is safe to run.",
        Limits =
        [
            "Learned from simulated engines at one operating condition (sea level) that fail by wear of the high-pressure compressor or the fan: train on your own run-to-failure records before you rely on it.",
            "Every kind of machine is judged by this one model: a scanner or a line has to report the same 21 channels, and what it says of them is a demonstration.",
            "Labels are capped at 125 cycles: a prediction near that means 'at least', and the interval does not hold for machines that last longer than 150 cycles more.",
            "A machine's own first 30 cycles on record are its healthy state, and cycles count from its first: one that is connected in the middle of its life, or repaired, is judged wrongly.",
            "Settings of the operating condition are recorded and not used.",
        ],
    };

    private static Dictionary<string, double> Hyperparameters()
    {
        var values = ManufacturingModelSettings.Chosen.ToHyperparameters();
        values["labelCap"] = ManufacturingModelSettings.LabelCap;
        values["planningHorizon"] = ManufacturingModelSettings.PlanningHorizon;
        values["farWeight"] = Math.Round(ManufacturingModelSettings.FarWeight, 4);
        values["smoothingWeight"] = SensorTrend.SmoothingWeight;
        return values;
    }

    private IEnumerable<MetricRecord> ValidationMetrics()
    {
        var protocol = string.Create(
            CultureInfo.InvariantCulture,
            $"cross-validation by engine, {ManufacturingModelSettings.Folds} folds, every window of at least {ManufacturingModelSettings.ShortestRecord} readings within {ManufacturingModelSettings.PlanningHorizon} cycles of failure, engines counting alike; true life not capped");
        foreach (var set in sets)
        {
            yield return new("rmse", Math.Round(validation.Rmse[set], 4), null, null, protocol, $"validation, {set}");
            yield return new("coverage", Math.Round(validation.Coverage[set], 4), null, null, protocol, $"validation, {set}");
            yield return new("width", Math.Round(validation.Width[set], 4), null, null, protocol, $"validation, {set}");
        }
    }

    private static IEnumerable<MetricRecord> TestMetrics(string set, TestMeasures measures)
    {
        const string Protocol = "last reading of each test engine; bootstrap of engines, exact binomial for coverage";
        yield return Record("rmse", measures.Rmse);
        yield return Record("rmse-capped", measures.CappedRmse);
        yield return Record("nasa", measures.Nasa);
        yield return Record("coverage", measures.Coverage);
        yield return Record("width", measures.Width);

        MetricRecord Record(string name, Interval interval) =>
            new(name, Math.Round(interval.Value, 4), Math.Round(interval.Low, 4), Math.Round(interval.High, 4), Protocol, $"test, {set}");
    }

    private static double[] Rounded(double[] values) => [.. values.Select(value => Math.Round(value, 3))];
}

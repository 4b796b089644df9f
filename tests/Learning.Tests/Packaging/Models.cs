using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Learning.Tests.Packaging;

internal static class Models
{
    public static ModelManifest Manifest(TrainingTable table, string version = "1.0.0") => new()
    {
        Name = "sample",
        Version = version,
        Kind = ModelKind.TreeEnsemble,
        Inputs = [new TensorSpec(OnnxTrees.InputName, [-1, table.FeatureCount])],
        Outputs = [new TensorSpec(OnnxTrees.OutputName, [-1, 1], "probability")],
        Features = [.. table.Features.Select(name => new FeatureSpec(name, "1", $"The {name}."))],
        Thresholds = new() { ["decline"] = .8 },
        Parameters = new() { ["margin"] = [12.5], ["edges"] = [1, 2, 3] },
        Training = new TrainingRecord
        {
            Data = "synthetic",
            Rows = table.RowCount,
            Seed = 42,
            Command = "dotnet test",
            From = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Hyperparameters = new LightGbmSettings { Objective = TreeObjective.Binary }.ToHyperparameters(),
        },
        Metrics = [new MetricRecord("auc", .9, .85, .95, "none", "test")],
        Licence = "MIT",
        IntendedUse = "Tests.",
        Limits = ["Nothing else."],
    };

    public static GoldenFile Golden(byte[] onnx, ModelManifest manifest, TrainingTable table)
    {
        var (low, high) = GoldenRecorder.Bounds(table);
        return GoldenRecorder.ForRows(onnx, manifest, low, high);
    }

    public static LoadedModel Write(string root, TreeEnsemble trees, TrainingTable table)
    {
        var folder = Path.Combine(root, "sample", "1.0.0");
        var onnx = OnnxTrees.Write(trees);
        var manifest = Manifest(table);
        ModelFolderWriter.Write(folder, onnx, manifest, Golden(onnx, manifest, table));
        return LoadedModel.Open(folder);
    }
}

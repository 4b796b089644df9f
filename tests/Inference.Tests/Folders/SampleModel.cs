using Platform.Inference;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Inference.Tests.Folders;

/// <summary>A small classifier of two features, and folders of it.</summary>
internal static class SampleModel
{
    public const string Name = "sample";

    public static readonly TreeEnsemble Trees = new(2, -.5,
    [
        new Tree([0, 1, -1, -1, -1], [10, 2, 0, 0, 0], [1, 2, -1, -1, -1], [4, 3, -1, -1, -1], [0, 0, -1, .25f, 1.5f], [100, 60, 40, 20, 40]),
        new Tree([1, -1, -1], [3, 0, 0], [1, -1, -1], [2, -1, -1], [0, -.25f, .75f], [100, 70, 30]),
    ], ScoreTransform.Logistic);

    public static ModelManifest Manifest(string version = "1.0.0") => new()
    {
        Name = Name,
        Version = version,
        Kind = ModelKind.TreeEnsemble,
        Inputs = [new TensorSpec("features", [-1, 2])],
        Outputs = [new TensorSpec("score", [-1, 1], "probability")],
        Features = [new FeatureSpec("amount", "EUR", "What is paid."), new FeatureSpec("count", "1", "How often.")],
        Thresholds = new() { ["decline"] = .8 },
        Parameters = new() { ["margin"] = [12.5], ["edges"] = [1, 2, 3] },
        Metrics = [new MetricRecord("auc", .9, .85, .95, "none", "test"), new MetricRecord("ap", .5, null, null, "none", "test")],
        Licence = "MIT",
        IntendedUse = "Tests.",
    };

    /// <summary>Writes a folder that verifies, and returns its path.</summary>
    public static string Write(string root, string version = "1.0.0", TreeEnsemble? trees = null)
    {
        var folder = Path.Combine(root, version);
        var onnx = OnnxTrees.Write(trees ?? Trees);
        var manifest = Manifest(version);
        ModelFolderWriter.Write(folder, onnx, manifest, GoldenRecorder.ForRows(onnx, manifest, [0, 0], [20, 6], cases: 5));
        return folder;
    }
}

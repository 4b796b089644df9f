using System.CommandLine;
using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Manufacturing.Training.Commands;

/// <summary>Calibrates by cross-validation, trains on all training engines, measures once, and writes the model's folder.</summary>
internal static class TrainCommand
{
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Out = TrainingProgram.OutOption();

    /// <summary>Also of <c>tune</c>.</summary>
    public static Option<string[]> SetsOption() => new("--sets")
    {
        Description = "Sets to learn from: train_SET.txt of each.",
        DefaultValueFactory = _ => ["FD001", "FD003"],
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Sets = SetsOption();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "train", "Trains a model on engines run to failure and writes its folder.", [Data, Sets, Out], RunAsync);

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(Out) ?? ManufacturingOptions.Models.Next();
        if (!Version.TryParse(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), out var version) || version.Build < 0)
        {
            throw new InputException($"--out '{folder}' must end with the version, such as manufacturing/1.0.0.");
        }

        var data = CmapssFolder.Find(options.GetValue(Data));
        var sets = options.GetValue(Sets)!;
        var engines = sets.SelectMany(data.Training).ToArray();
        if (engines.Length < 2 * ManufacturingModelSettings.Folds)
        {
            throw new InputException($"There are {engines.Length} training engines; {2 * ManufacturingModelSettings.Folds} are the least that can be cross-validated.");
        }

        var windows = EngineWindows.All(engines);
        Report.Progress($"Cross-validating on {engines.Length} engines, {windows.Count} readings ...");
        var validation = Calibration.Of(windows, CrossValidation.Predict(windows, ManufacturingModelSettings.Chosen, cancellationToken));

        Report.Progress("Training ...");
        var table = windows.Table();
        var onnx = OnnxTrees.Write(LightGbm.Train(table, ManufacturingModelSettings.Chosen));
        var card = new ManufacturingModelCard(version.ToString(3), sets, data, windows, validation);
        var (low, high) = GoldenRecorder.Bounds(table);
        var golden = GoldenRecorder.ForRows(onnx, card.Manifest([]), low, high);
        ModelFolderWriter.Write(folder, onnx, card.Manifest([]), golden);

        Report.Progress("Measuring ...");
        using var model = LoadedModel.Open(folder);
        (TestPredictions Test, TestMeasures Measures)[] measured =
        [
            .. sets.Where(data.HasTest)
                .Select(set => TestPredictions.Of(model, set, data.Test(set)))
                .Select(test => (test, test.Measure())),
        ];
        ModelFolderWriter.Write(folder, onnx, card.Manifest(measured), golden);
        foreach (var (test, measures) in measured)
        {
            MeasuresReport.Print(test, model.Stamp, measures);
        }

        return Task.CompletedTask;
    }
}

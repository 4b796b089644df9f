using System.CommandLine;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>Trains the model of the protocol, chooses its thresholds on earlier weeks, measures it once, and writes its folder.</summary>
internal static class TrainCommand
{
    private static readonly ReadingOptions Reading = new();
    private static readonly Option<string?> Out = TrainingProgram.OutOption();
    private static readonly Option<DateOnly> TrainStart = FraudOptions.TrainStart();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "train", "Trains a model by the handbook's protocol and writes its folder.", [.. Reading.All, Out, TrainStart], RunAsync);

    private static async Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(Out) ?? FraudOptions.Models.Next();
        if (!Version.TryParse(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), out var version) || version.Build < 0)
        {
            throw new InputException($"--out '{folder}' must end with the version, such as fraud/1.1.0.");
        }

        var file = await Reading.ReadAsync(options, cancellationToken);
        var protocol = new HandbookProtocol(options.GetValue(TrainStart));
        var train = file.TrainingRows(protocol);
        var validation = new Validation(file, protocol);
        Report.Progress($"Choosing thresholds on {validation.Count} earlier weeks ...");
        var weeks = validation.Run(FraudModelSettings.Chosen).ToArray();
        var thresholds = AlertThresholds.Choose(weeks);

        Report.Progress($"Training on {train.Payments.Length} payments, {train.Frauds} fraud ...");
        var trees = FraudTrainer.Train(train, FraudModelSettings.Chosen);
        var onnx = OnnxTrees.Write(trees);
        var card = new FraudModelCard(version.ToString(3), file, protocol, train, thresholds, weeks);
        var (low, high) = GoldenRecorder.Bounds(FraudTrainer.Table(train));
        var golden = GoldenRecorder.ForRows(onnx, card.Manifest(), low, high);
        ModelFolderWriter.Write(folder, onnx, card.Manifest(), golden);

        Report.Progress("Measuring ...");
        using var model = LoadedModel.Open(folder);
        var rows = EvaluateCommand.Score(model, file, protocol);
        var metrics = rows.Measure();
        ModelFolderWriter.Write(folder, onnx, card.Manifest(rows, metrics), golden);
        MetricsReport.Print($"Model {model.Stamp.Name} {model.Stamp.Version}", [rows]);
    }
}

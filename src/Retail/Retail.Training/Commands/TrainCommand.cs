using System.CommandLine;
using Platform.Inference;
using Platform.Learning;
using Retail.Training.Data;
using Retail.Training.Protocol;
using Retail.Training.Ranking;

namespace Retail.Training.Commands;

/// <summary>Trains a ranker on sales before a date, measures it on those after it, and writes its folder.</summary>
internal static class TrainCommand
{
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Out = TrainingProgram.OutOption();
    private static readonly Option<DateOnly?> Until = RetailOptions.Until();

    private static readonly Option<string?> FiguresOf = new("--figures-of")
    {
        Description = "Where nothing is left to measure on: folder of a version trained likewise up to an earlier day, whose figures go on the card.",
    };

    public static void AddTo(TrainingProgram program) => program.Verb(
        "train", "Trains a ranker and writes its folder.", [Data, Until, Out, FiguresOf], RunAsync);

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(Out) ?? RetailOptions.Models.Next();
        if (!Version.TryParse(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), out var version) || version.Build < 0)
        {
            throw new InputException($"--out '{folder}' must end with the version, such as retail/1.0.0.");
        }

        var file = DataRoot.Resolve(options.GetValue(Data), OnlineRetailFile.RelativePath);
        var until = options.GetValue(Until) ?? RetailOptions.CardUntil;
        var split = Split.At(OnlineRetailFile.Read(file), until);
        var settings = new RankerSettings();

        Report.Progress($"Making rows at {settings.Dates} dates before {until:yyyy-MM-dd} ...");
        var table = RankerTrainer.Table(split.Past, until, settings);
        Report.Progress($"Training on {table.RowCount} candidates in {table.GroupSizes!.Length} lists ...");
        var onnx = OnnxTrees.Write(LightGbm.Train(table, settings.Trees));

        var card = new RankerCard(version.ToString(3), file, until, split.Past, table, settings);
        var (low, high) = GoldenRecorder.Bounds(table);
        var golden = GoldenRecorder.ForRows(onnx, card.Manifest([]), low, high);
        ModelFolderWriter.Write(folder, onnx, card.Manifest(BorrowedFigures(options.GetValue(FiguresOf))), golden);
        if (split.Tests.Count == 0)
        {
            Report.Progress($"Nothing was sold to known customers from {until:yyyy-MM-dd} on: the ranker is written, but not measured.");
            return Task.CompletedTask;
        }

        Report.Progress("Measuring ...");
        using var model = LoadedModel.Open(folder);
        var metrics = RetailMetrics.Measure(split, model);
        ModelFolderWriter.Write(folder, onnx, card.Manifest(metrics.Records($"sales from {until:yyyy-MM-dd} on")), golden);
        metrics.Print($"{model.Stamp.Name} {model.Stamp.Version} from {until:yyyy-MM-dd} on");
        return Task.CompletedTask;
    }

    private static MetricRecord[] BorrowedFigures(string? folder)
    {
        if (folder is null)
        {
            return [];
        }

        using var model = LoadedModel.Open(folder);
        return [.. model.Manifest.Metrics.Select(metric => metric with { Split = $"{metric.Split}, measured on version {model.Stamp.Version}" })];
    }
}

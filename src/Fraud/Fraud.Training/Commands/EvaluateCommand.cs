using System.CommandLine;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>Measures a model folder on the test week of the protocol.</summary>
public static class EvaluateCommand
{
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Model = TrainingProgram.ModelOption();
    private static readonly Option<DateOnly> TrainStart = FraudOptions.TrainStart();

    internal static void AddTo(TrainingProgram program) => program.Verb(
        "evaluate", "Measures a model on the test week of the handbook's protocol.", [Data, Model, TrainStart], RunAsync);

    /// <summary>The test rows of the protocol with the scores of the model as it is served.</summary>
    /// <exception cref="InputException">The file has nothing to test on.</exception>
    public static ScoredRows Score(LoadedModel model, TransactionFile file, HandbookProtocol protocol)
    {
        var features = FeatureSet.Of(model.Manifest.Features.Select(feature => feature.Name));
        var (_, test) = FeatureRows.Of(file.Payments, protocol, features);
        if (test.Frauds == 0 || test.Frauds == test.Payments.Length)
        {
            throw new InputException(
                $"the test week {protocol.TestFrom:yyyy-MM-dd} to {protocol.TestUntil.AddDays(-1):yyyy-MM-dd} has {test.Payments.Length} payments, {test.Frauds} of them fraud: nothing can be measured.", file.Path);
        }

        var scores = new float[test.Payments.Length];
        model.Score(test.Values, scores.Length, scores);
        return new ScoredRows(protocol, test, scores);
    }

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var file = TransactionFile.Read(DataRoot.Resolve(options.GetValue(Data), TransactionFile.RelativePath));
        using var model = LoadedModel.Open(options.GetValue(Model) ?? FraudOptions.Models.Newest());
        var protocol = new HandbookProtocol(options.GetValue(TrainStart));
        if (model.Manifest.Training is { From: { } from, Until: { } until } && from < protocol.TestUntil && protocol.TestFrom < until)
        {
            Report.Progress($"Note: the model was trained on {from:yyyy-MM-dd} to {until:yyyy-MM-dd}. If that was this data, the test week is not unseen.");
        }

        var rows = Score(model, file, protocol);
        MetricsReport.Print(rows, model.Stamp, rows.Measure());
        return Task.CompletedTask;
    }
}

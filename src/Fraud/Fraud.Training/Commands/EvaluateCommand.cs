using System.CommandLine;
using Fraud.Api.Domain.Features;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>Measures a model folder, or models trained afresh each week, on test weeks of the protocol.</summary>
public static class EvaluateCommand
{
    private static readonly ReadingOptions Reading = new();
    private static readonly Option<string?> Model = TrainingProgram.ModelOption();
    private static readonly Option<DateOnly> TrainStart = FraudOptions.TrainStart();
    private static readonly Option<int> Weeks = FraudOptions.Weeks();
    private static readonly Option<bool> Retrain = new("--retrain")
    {
        Description = "Train a model for each week by the protocol, as the handbook's means of several periods are made, instead of measuring one.",
    };

    internal static void AddTo(TrainingProgram program) => program.Verb(
        "evaluate", "Measures a model on test weeks of the handbook's protocol.", [.. Reading.All, Model, TrainStart, Weeks, Retrain], RunAsync);

    /// <summary>The test rows of the protocol with the scores of the model as it is served.</summary>
    /// <exception cref="InputException">The file has nothing to test on.</exception>
    public static ScoredRows Score(LoadedModel model, TransactionFile file, HandbookProtocol protocol)
    {
        var features = FeatureSet.Of(model.Manifest.Features.Select(feature => feature.Name));
        var test = file.TestRows(protocol, features).Test;
        var scores = new float[test.Payments.Length];
        model.Score(test.Values, scores.Length, scores);
        return new ScoredRows(protocol, test, scores);
    }

    private static async Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var folder = options.GetValue(Model);
        var retrain = options.GetValue(Retrain);
        if (retrain && folder is not null)
        {
            throw new InputException("--retrain trains its own models: leave --model out.");
        }

        var file = await Reading.ReadAsync(options, cancellationToken);
        var first = new HandbookProtocol(options.GetValue(TrainStart));
        var protocols = Enumerable.Range(0, options.GetValue(Weeks)).Select(first.Later).ToArray();
        if (retrain)
        {
            MetricsReport.Print("A model for each week", [.. protocols.Select(protocol => Trained(file, protocol, cancellationToken))]);
            return;
        }

        using var model = LoadedModel.Open(folder ?? FraudOptions.Models.Newest());
        if (model.Manifest.Training is { From: { } from, Until: { } until } && from < protocols[^1].TestUntil && first.TestFrom < until)
        {
            Report.Progress($"Note: the model was trained on {from:yyyy-MM-dd} to {until:yyyy-MM-dd}. If that was this data, what is measured here is not unseen.");
        }

        MetricsReport.Print(
            $"Model {model.Stamp.Name} {model.Stamp.Version}", [.. protocols.Select(protocol => Score(model, file, protocol))]);
    }

    private static ScoredRows Trained(TransactionFile file, HandbookProtocol protocol, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (train, test) = file.TestRows(protocol, FeatureSet.All);
        file.CheckTraining(protocol, train);
        Report.Progress($"Training for {protocol.TestPeriod} on {train.Payments.Length} payments, {train.Frauds} fraud ...");
        return new ScoredRows(protocol, test, FraudTrainer.Scores(FraudTrainer.Train(train, FraudModelSettings.Chosen), test));
    }
}

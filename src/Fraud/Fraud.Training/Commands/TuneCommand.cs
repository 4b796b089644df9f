using System.CommandLine;
using System.Globalization;
using Fraud.Training.Data;
using Fraud.Training.Protocol;
using Platform.Learning;

namespace Fraud.Training.Commands;

/// <summary>Searches settings on the validation weeks; the test period is not read. The best are then written into the code by hand.</summary>
internal static class TuneCommand
{
    private const int Seed = 11;
    private const int Shown = 10;
    private static readonly Option<int> Trials = new("--trials") { Description = "Settings to try.", DefaultValueFactory = _ => 100 };
    private static readonly ReadingOptions Reading = new();
    private static readonly Option<DateOnly> TrainStart = FraudOptions.TrainStart();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "tune", "Searches settings by average precision on four weeks before the test period.", [.. Reading.All, TrainStart, Trials], RunAsync);

    private static async Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var file = await Reading.ReadAsync(options, cancellationToken);
        var validation = new Validation(file, new HandbookProtocol(options.GetValue(TrainStart)));

        var rows = new List<(Trial Trial, double Auc, double CardPrecision)>();
        var latest = (Auc: 0.0, CardPrecision: 0.0);
        RandomSearch.Maximise(
            FraudModelSettings.Space,
            options.GetValue(Trials),
            Seed,
            settings =>
            {
                var weeks = validation.Run(settings, members: 1).ToArray(); // a trial in a fifth of the time
                latest = (weeks.Average(week => week.Auc()), weeks.Average(week => week.CardPrecision()));
                return weeks.Average(week => week.AveragePrecision());
            },
            trial =>
            {
                rows.Add((trial, latest.Auc, latest.CardPrecision));
                Report.Progress($"trial {trial.Number}: AP {Text(trial.Objective)}");
            },
            cancellationToken);

        Report.Table(
            $"Mean of {validation.Count} validation weeks",
            ["AP", "AUC", "CP@100", "trees", "leaves", "rate", "leaf rows", "features", "rows", "L2"],
            rows.OrderByDescending(row => row.Trial.Objective).Take(Shown).Select(row => (string[])
            [
                Text(row.Trial.Objective), Text(row.Auc), Text(row.CardPrecision),
                Text(row.Trial.Settings.Trees), Text(row.Trial.Settings.Leaves), Text(row.Trial.Settings.LearningRate),
                Text(row.Trial.Settings.MinimumLeafRows), Text(row.Trial.Settings.FeatureFraction),
                Text(row.Trial.Settings.RowFraction), Text(row.Trial.Settings.L2),
            ]));
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

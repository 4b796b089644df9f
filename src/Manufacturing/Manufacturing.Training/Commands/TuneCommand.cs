using System.CommandLine;
using System.Globalization;
using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;
using Platform.Learning;

namespace Manufacturing.Training.Commands;

/// <summary>Searches settings by cross-validation; test engines are not read. The best are then written into the code by hand.</summary>
internal static class TuneCommand
{
    private const int Seed = 11;
    private const int Shown = 10;
    private static readonly Option<int> Trials = new("--trials") { Description = "Settings to try.", DefaultValueFactory = _ => 20 };
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string[]> Sets = TrainCommand.SetsOption();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "tune", "Searches settings by cross-validation over training engines.", [Data, Sets, Trials], RunAsync);

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var data = CmapssFolder.Find(options.GetValue(Data));
        var windows = EngineWindows.All([.. options.GetValue(Sets)!.SelectMany(data.Training)]);
        var trials = new List<Trial>();
        RandomSearch.Maximise(
            ManufacturingModelSettings.Space,
            options.GetValue(Trials),
            Seed,
            settings => -CrossValidation.Rmse(windows, CrossValidation.Predict(windows, settings, cancellationToken)),
            trial =>
            {
                trials.Add(trial);
                Report.Progress($"trial {trial.Number}: RMSE {Text(-trial.Objective)}");
            },
            cancellationToken);

        Report.Table(
            $"Cross-validation over {windows.Engines.Length} engines",
            ["RMSE", "trees", "leaves", "rate", "leaf rows", "features", "rows", "L2"],
            trials.OrderByDescending(trial => trial.Objective).Take(Shown).Select(trial => (string[])
            [
                Text(-trial.Objective), Text(trial.Settings.Trees), Text(trial.Settings.Leaves), Text(trial.Settings.LearningRate),
                Text(trial.Settings.MinimumLeafRows), Text(trial.Settings.FeatureFraction), Text(trial.Settings.RowFraction), Text(trial.Settings.L2),
            ]));
        return Task.CompletedTask;
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

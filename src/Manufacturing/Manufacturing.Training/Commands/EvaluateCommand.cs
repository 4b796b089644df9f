using System.CommandLine;
using Manufacturing.Training.Data;
using Manufacturing.Training.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Manufacturing.Training.Commands;

/// <summary>Measures a model folder on the test engines of a set.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Model = TrainingProgram.ModelOption();
    private static readonly Option<string> Set = new("--set")
    {
        Description = "Set to measure on: test_SET.txt and RUL_SET.txt.",
        DefaultValueFactory = _ => "FD001",
    };

    public static void AddTo(TrainingProgram program) => program.Verb(
        "evaluate", "Measures a model on the test engines of a set, at their last reading.", [Data, Set, Model], RunAsync);

    private static Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var set = options.GetValue(Set)!;
        var engines = CmapssFolder.Find(options.GetValue(Data)).Test(set);
        using var model = LoadedModel.Open(options.GetValue(Model) ?? ManufacturingOptions.Models.Newest());
        var test = TestPredictions.Of(model, set, engines);
        MeasuresReport.Print(test, model.Stamp, test.Measure());
        return Task.CompletedTask;
    }
}

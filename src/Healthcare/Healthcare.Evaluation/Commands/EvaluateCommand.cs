using System.CommandLine;
using Healthcare.Evaluation.Data;
using Healthcare.Evaluation.Protocol;
using Platform.Inference;
using Platform.Learning;

namespace Healthcare.Evaluation.Commands;

/// <summary>Measures a model folder on a folder of images.</summary>
public static class EvaluateCommand
{
    public const string HeldOut = "held-out";
    public const string All = "all";
    private const string Automatic = "auto";

    private static readonly Option<string> Task = ImagingOptions.Task();
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Model = TrainingProgram.ModelOption();
    private static readonly Option<string> Split = SplitOption();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "evaluate", "Measures a model on a folder with one folder of images for each class.", [Task, Data, Model, Split], RunAsync);

    /// <summary>The images to measure on.</summary>
    /// <param name="split"><c>all</c>, <c>held-out</c> (patients of the hash split), or <c>auto</c>: held-out when these are the very images the model was trained on, else all.</param>
    public static (LabelledImage[] Images, string Split) Select(LabelledImage[] images, string split, ModelManifest manifest)
    {
        var chosen = split != Automatic ? split
            : manifest.Training is { } training && training.DataSha256 == DataSetHash.Of(images) ? HeldOut
            : All;
        return (chosen == All ? images : [.. images.Where(image => PatientSplit.Of(image.Patient) == Evaluation.Data.Split.HeldOut)], chosen);
    }

    private static async Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var task = ImagingTask.Named(options.GetValue(Task));
        var folder = DataRoot.Resolve(options.GetValue(Data), task.DataPath);
        var images = ImageFolder.List(folder, task.Negative, task.Positive);
        using var model = LoadedModel.Open(options.GetValue(Model) ?? ImagingOptions.NewestModel(task.Name));
        if (model.Manifest.Name != task.Name)
        {
            throw new InputException($"The model is '{model.Manifest.Name}', the task '{task.Name}'.");
        }

        var (chosen, split) = Select(images, options.GetValue(Split)!, model.Manifest);
        var scored = await ScoredImages.ScoreAsync(model, chosen, cancellationToken);
        MetricsReport.Print(task, scored, split, model.Manifest);
    }

    private static Option<string> SplitOption()
    {
        var option = new Option<string>("--split")
        {
            Description = $"{HeldOut}: the patients kept out of training; {All}: every image; {Automatic}: {HeldOut} for the images the model was trained on, {All} for others.",
            DefaultValueFactory = _ => Automatic,
        };
        option.AcceptOnlyFromAmong(Automatic, HeldOut, All);
        return option;
    }
}

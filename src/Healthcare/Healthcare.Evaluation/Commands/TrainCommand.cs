using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Platform.Learning;

namespace Healthcare.Evaluation.Commands;

/// <summary>
/// Hands training over to Healthcare.Training, which needs TorchSharp: gigabytes that nothing else restores, and a newer
/// C++ runtime than some machines have. The script builds it, and brings that runtime along where it is missing.
/// </summary>
public static class TrainCommand
{
    private const string Script = "eng/torch/run-training.sh";
    private const string Project = "src/Healthcare/Healthcare.Training";

    private static readonly Option<string> Task = ImagingOptions.Task();
    private static readonly Option<string?> Data = TrainingProgram.DataOption();
    private static readonly Option<string?> Out = TrainingProgram.OutOption();
    private static readonly Option<int?> Seed = ImagingOptions.Seed();
    private static readonly Option<int?> Epochs = ImagingOptions.Epochs();

    public static void AddTo(TrainingProgram program) => program.Verb(
        "train", "Trains a model: builds and starts Healthcare.Training.", [Task, Data, Out, Seed, Epochs], RunAsync);

    private static async Task RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        var clone = ImagingOptions.Clone() ?? throw new InputException("Training needs a clone of the repository: run it inside of one.");
        var (program, arguments) = OperatingSystem.IsLinux()
            ? ("sh", new List<string> { Path.Combine(clone, Script) })
            : ("dotnet", ["run", "-c", "Release", "--project", Path.Combine(clone, Project), "--"]);
        arguments.AddRange(["train", "--task", options.GetValue(Task)!]);
        Add(arguments, "--data", options.GetValue(Data));
        Add(arguments, "--out", options.GetValue(Out));
        Add(arguments, "--seed", options.GetValue(Seed)?.ToString(CultureInfo.InvariantCulture));
        Add(arguments, "--epochs", options.GetValue(Epochs)?.ToString(CultureInfo.InvariantCulture));

        using var training = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        try
        {
            await training.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            training.Kill(entireProcessTree: true);
            throw;
        }

        if (training.ExitCode != 0)
        {
            throw new InputException($"Training ended with exit code {training.ExitCode}.");
        }
    }

    private static void Add(List<string> arguments, string option, string? value)
    {
        if (value is not null)
        {
            arguments.AddRange([option, value]);
        }
    }
}

using System.CommandLine;
using Healthcare.Api.Imaging;
using Platform.Inference;
using Platform.Learning;

namespace Healthcare.Evaluation.Commands;

/// <summary>Options that training and evaluation share, and the folders they mean when they are not given.</summary>
public static class ImagingOptions
{
    private const string Models = "src/Healthcare/Healthcare.Api/Models";

    public static Option<string> Task() => new("--task")
    {
        Description = $"What to look for: {ImagingModel.ChestXRay}.",
        DefaultValueFactory = _ => ImagingModel.ChestXRay,
    };

    public static Option<int?> Seed() => new("--seed") { Description = "Of weights, order and augmentation (default: that of the shipped model)." };

    public static Option<int?> Epochs() => new("--epochs") { Description = "Passes over the training images (default: those of the shipped model)." };

    /// <summary>The newest version of the service's own models of a task.</summary>
    public static string NewestModel(string task) =>
        Newest(OwnModels(task)) ?? throw new InputException($"There is no model in {OwnModels(task)}; give --model FOLDER.");

    /// <summary>A folder for the version after the newest.</summary>
    public static string NextModel(string task)
    {
        var newest = Newest(OwnModels(task));
        var version = newest is null ? null : Version.Parse(Path.GetFileName(newest));
        return Path.Combine(OwnModels(task), version is null ? "1.0.0" : $"{version.Major}.{version.Minor}.{version.Build + 1}");
    }

    /// <summary>The version of a model in that folder: its name.</summary>
    /// <exception cref="InputException">The name is no version of three numbers.</exception>
    public static string VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), out var version) && version.Build >= 0 && version.Revision < 0
            ? version.ToString()
            : throw new InputException($"--out '{folder}' must end with the version, such as chest-xray/1.0.1.");

    private static string? Newest(string models) => !Directory.Exists(models)
        ? null
        : Directory.EnumerateDirectories(models)
            .Where(folder => Version.TryParse(Path.GetFileName(folder), out _) && File.Exists(Path.Combine(folder, ModelFolder.ManifestFile)))
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder)));

    /// <summary>The clone that the command is run in; null elsewhere.</summary>
    public static string? Clone()
    {
        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "src", "Healthcare", "Healthcare.Api")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    /// <summary>In the clone; elsewhere the copy beside this program.</summary>
    private static string OwnModels(string task) => Clone() is { } clone
        ? Path.Combine(clone, Models, task)
        : Path.Combine(AppContext.BaseDirectory, "Models", task);
}

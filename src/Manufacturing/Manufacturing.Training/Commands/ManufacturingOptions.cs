using Platform.Inference;
using Platform.Learning;

namespace Manufacturing.Training.Commands;

/// <summary>The folders that options mean when they are not given.</summary>
internal static class ManufacturingOptions
{
    private const string Models = "src/Manufacturing/Manufacturing.Api/Models/manufacturing";

    /// <summary>The newest version of the service's own models.</summary>
    public static string NewestModel() =>
        Newest(OwnModels()) ?? throw new InputException($"there is no model in {OwnModels()}; give --model FOLDER.");

    /// <summary>A folder for the version after the newest of the service's own models.</summary>
    public static string NextModel()
    {
        var newest = Newest(OwnModels());
        var version = newest is null ? new Version(1, 0, 0) : Version.Parse(Path.GetFileName(newest));
        return Path.Combine(OwnModels(), newest is null ? $"{version}" : $"{version.Major}.{version.Minor}.{version.Build + 1}");
    }

    private static string? Newest(string models) => !Directory.Exists(models)
        ? null
        : Directory.EnumerateDirectories(models)
            .Where(folder => Version.TryParse(Path.GetFileName(folder), out _) && File.Exists(Path.Combine(folder, ModelFolder.ManifestFile)))
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder)));

    /// <summary>In the clone that the command is run in; elsewhere the copy beside this program.</summary>
    private static string OwnModels()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Models)))
            {
                return Path.Combine(folder.FullName, Models);
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "Models", "manufacturing");
    }
}

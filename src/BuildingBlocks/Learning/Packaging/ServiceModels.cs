using Platform.Inference;

namespace Platform.Learning;

/// <summary>The models that a service ships: what <c>--model</c> and <c>--out</c> mean when they are not given.</summary>
/// <param name="path">Folder of the versions in the clone, such as <c>src/Fraud/Fraud.Api/Models/fraud</c>.</param>
public sealed class ServiceModels(string path)
{
    /// <summary>The newest version.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public string Newest()
    {
        var folder = Folder();
        return Newest(folder) ?? throw new InputException($"there is no model in {folder}; give --model FOLDER.");
    }

    /// <summary>A folder for the version after the newest.</summary>
    public string Next()
    {
        var folder = Folder();
        var newest = Newest(folder);
        var version = newest is null ? new Version(1, 0, 0) : Version.Parse(Path.GetFileName(newest));
        return Path.Combine(folder, newest is null ? $"{version}" : $"{version.Major}.{version.Minor}.{version.Build + 1}");
    }

    private static string? Newest(string models) => !Directory.Exists(models)
        ? null
        : Directory.EnumerateDirectories(models)
            .Where(folder => Version.TryParse(Path.GetFileName(folder), out _) && File.Exists(Path.Combine(folder, ModelFolder.ManifestFile)))
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder)));

    // In the clone that the command is run in; elsewhere the copy beside the program.
    private string Folder()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "Models", Path.GetFileName(path));
    }
}

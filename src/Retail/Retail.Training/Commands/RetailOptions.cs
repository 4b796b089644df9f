using System.CommandLine;
using System.Globalization;
using Platform.Inference;
using Platform.Learning;

namespace Retail.Training.Commands;

/// <summary>Options that both verbs share, and the folders they mean when they are not given.</summary>
internal static class RetailOptions
{
    /// <summary>The split of the model card: seven months to learn from, a quarter to test on.</summary>
    public static readonly DateOnly CardUntil = new(2011, 7, 1);

    private const string Models = "src/Retail/Retail.Api/Models/retail";

    public static Option<DateOnly?> Until() => new("--until")
    {
        Description = $"Learn from what was sold before this day, test on what was sold from it on (default {CardUntil:yyyy-MM-dd}).",
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--until '{text}' is no date such as {CardUntil:yyyy-MM-dd}.");
            return null;
        },
    };

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

        return Path.Combine(AppContext.BaseDirectory, "Models", "retail");
    }
}

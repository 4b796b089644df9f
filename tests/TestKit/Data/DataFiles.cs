namespace Platform.TestKit;

/// <summary>Public data sets, which are not part of the repository: found under the folder that <c>PLATFORM_DATA</c> names.</summary>
public static class DataFiles
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "PLATFORM_DATA";

    /// <summary>The absolute path of a file or folder of the data root.</summary>
    /// <exception cref="FileNotFoundException">It is not there; tests that use it are marked <see cref="DataFactAttribute"/>.</exception>
    public static string Path(string relative) =>
        WhyMissing(relative) is { } missing ? throw new FileNotFoundException(missing) : Combine(Root!, relative);

    /// <summary>Null where every one of the paths is there; else the reason for skipping.</summary>
    public static string? WhyMissing(params string[] relative)
    {
        if (Root is not { } root)
        {
            return $"{Variable} names no data folder: {string.Join(", ", relative)} needed.";
        }

        var absent = relative.Where(path => !File.Exists(Combine(root, path)) && !Directory.Exists(Combine(root, path))).ToArray();
        return absent.Length == 0 ? null : $"Not in {Variable}: {string.Join(", ", absent)}.";
    }

    private static string? Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root ? root : null;

    private static string Combine(string root, string relative) => System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
}

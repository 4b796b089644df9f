using System.Security.Cryptography;

namespace Platform.Learning;

/// <summary>Where data sets are: <c>--data</c>, or the folder in the environment variable <c>PLATFORM_DATA</c>.</summary>
public static class DataRoot
{
    public const string Variable = "PLATFORM_DATA";
    private static readonly string[] Fields = ["fraud", "retail", "manufacturing", "healthcare"];

    /// <summary>The folder or file that was given, or the environment's folder, or null.</summary>
    public static string? Find(string? option)
    {
        var path = string.IsNullOrWhiteSpace(option) ? Environment.GetEnvironmentVariable(Variable) : option;
        return string.IsNullOrWhiteSpace(path) ? null : Path.GetFullPath(path);
    }

    /// <summary>
    /// The file or folder of a data set. <paramref name="option"/> may be that file or folder itself, or a data root that
    /// has it at <paramref name="relative"/>.
    /// </summary>
    /// <param name="option">The value of <c>--data</c>.</param>
    /// <param name="relative">Such as <c>fraud/fdh/transactions.csv.gz</c> or <c>manufacturing/cmapss</c>.</param>
    /// <exception cref="InputException">Nothing is there; says where was looked.</exception>
    public static string Resolve(string? option, string relative)
    {
        var root = Find(option) ?? throw new InputException(
            $"No data: give --data FILE-OR-FOLDER, or set {Variable} to a folder that has {relative}.");
        var within = Path.Combine(root, relative);
        if (Exists(within))
        {
            return within;
        }

        return File.Exists(root) || (Directory.Exists(root) && !string.IsNullOrWhiteSpace(option) && !LooksLikeRoot(root))
            ? root
            : throw new InputException($"There is no {relative} in {root}, or {root} does not exist.");
    }

    /// <summary>SHA-256 of a file in lower-case hexadecimal, for the manifest.</summary>
    public static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // A root holds one folder per field; a folder given for one data set holds its files.
    private static bool LooksLikeRoot(string folder) =>
        Fields.Any(field => Directory.Exists(Path.Combine(folder, field)));

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}

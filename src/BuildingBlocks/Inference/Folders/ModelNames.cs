using System.Text.RegularExpressions;

namespace Platform.Inference;

/// <summary>
/// The names that may become a folder: no separators, no dots alone, so that neither configuration nor a
/// manifest can point outside of the models' folder.
/// </summary>
internal static partial class ModelNames
{
    public const string VersionPattern = @"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$";

    private const string NamePattern = @"^[a-z][a-z0-9]{0,62}(-[a-z0-9]{1,62}){0,8}$";

    public static bool IsName(string text) => Name().IsMatch(text) && !text.EndsWith('\n');

    public static bool IsVersion(string text) => VersionNumbers().IsMatch(text) && !text.EndsWith('\n');

    [GeneratedRegex(NamePattern, RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(VersionPattern, RegexOptions.CultureInvariant)]
    private static partial Regex VersionNumbers();
}

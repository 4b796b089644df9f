using System.Reflection;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The solution as it lies on disk: where its projects are and what they reference.</summary>
internal static class Solution
{
    public static readonly string[] Services = ["Fraud", "Retail", "Manufacturing", "Healthcare"];

    public static readonly string Root = FindRoot();

    /// <summary>Path of every project below the root, relative to it, with forward slashes.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>The C# files that people write: no build output, no migrations.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"));

    /// <summary>Names of the projects that a project references.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Elements(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    /// <summary>Names of the packages that a project references.</summary>
    public static IReadOnlyList<string> PackagesOf(string project) => [.. Elements(project, "PackageReference")];

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Root, project)).Descendants(name).Select(element => (string?)element.Attribute("Include") ?? "");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Platform.sln is not above the test's folder.");
        }

        return folder.FullName;
    }
}

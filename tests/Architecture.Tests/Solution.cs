using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The solution as it lies on disk: where its projects are and what they reference.</summary>
internal static partial class Solution
{
    public static readonly string[] Services = ["Fraud", "Retail", "Manufacturing", "Healthcare"];

    public static readonly string Root = FindRoot();

    /// <summary>Path of every project below the root, relative to it, with forward slashes.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>Those that Platform.sln builds, likewise.</summary>
    public static IReadOnlyList<string> InSolution { get; } =
        [.. ProjectPath().Matches(File.ReadAllText(Path.Combine(Root, "Platform.sln"))).Select(match => match.Value.Replace('\\', '/'))];

    /// <summary>The C# files that people write: no build output, no migrations.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"));

    /// <summary>Names of the projects that a project references.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Elements(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    /// <summary>These projects and all that they reference, by their paths.</summary>
    public static HashSet<string> WithReferences(IEnumerable<string> projects)
    {
        var found = projects.ToHashSet();
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var project))
        {
            var names = ReferencesOf(project);
            foreach (var reference in Projects.Where(other => names.Contains(Path.GetFileNameWithoutExtension(other))).Where(found.Add))
            {
                open.Enqueue(reference);
            }
        }

        return found;
    }

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

    [GeneratedRegex(@"(?<="")[^""]+\.csproj(?="")")]
    private static partial Regex ProjectPath();
}

using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Platform.Cli.Testing;

/// <summary>A project of the solution, as its file says.</summary>
/// <param name="Path">Path of its file from the root, with forward slashes.</param>
/// <param name="References">Paths of the projects it references.</param>
/// <param name="Links">Files and patterns outside its folder that it takes in, from the root.</param>
/// <param name="IsTest">Whether it has tests to run.</param>
/// <param name="Seconds">About how long its tests take, so that the longest start first.</param>
/// <param name="Load">How many cores its tests keep busy while they run.</param>
internal sealed record SolutionProject(
    string Path, IReadOnlyList<string> References, IReadOnlyList<string> Links, bool IsTest = false, int Seconds = 20, double Load = 1)
{
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Its folder from the root, with a slash at the end.</summary>
    public string Folder { get; } = Path[..(Path.LastIndexOf('/') + 1)];
}

/// <summary>The projects of Platform.sln and what they need of each other, read from their files: nothing is evaluated.</summary>
internal sealed partial class ProjectGraph(IReadOnlyList<SolutionProject> projects)
{
    public const string Solution = "Platform.sln";

    public IReadOnlyList<SolutionProject> Projects { get; } = projects;

    public static ProjectGraph Read(Clone clone) => new(
        [.. SolutionLine().Matches(File.ReadAllText(clone.PathOf(Solution)))
            .Select(match => ReadProject(clone, match.Groups["path"].Value.Replace('\\', '/')))]);

    /// <summary>These projects and everything they reference.</summary>
    public IReadOnlyList<SolutionProject> With(IEnumerable<SolutionProject> wanted) =>
        Closure(wanted, project => Projects.Where(other => project.References.Contains(other.Path)));

    /// <summary>These projects and everything that references them.</summary>
    public IReadOnlyList<SolutionProject> DependentsOf(IEnumerable<SolutionProject> changed) =>
        Closure(changed, project => Projects.Where(other => other.References.Contains(project.Path)));

    /// <summary>The project whose folder the file lies in.</summary>
    public SolutionProject? OwnerOf(string file) => Projects
        .Where(project => file.StartsWith(project.Folder, StringComparison.Ordinal))
        .MaxBy(project => project.Folder.Length);

    /// <summary>Projects that take a file in from another folder.</summary>
    public IEnumerable<SolutionProject> LinkedBy(string file) => Projects.Where(project => project.Links.Any(link => Matches(link, file)));

    private IReadOnlyList<SolutionProject> Closure(
        IEnumerable<SolutionProject> start, Func<SolutionProject, IEnumerable<SolutionProject>> next)
    {
        var found = new HashSet<SolutionProject>(start, ReferenceEqualityComparer.Instance);
        var open = new Queue<SolutionProject>(found);
        while (open.TryDequeue(out var project))
        {
            foreach (var other in next(project).Where(found.Add))
            {
                open.Enqueue(other);
            }
        }

        return [.. Projects.Where(found.Contains)];
    }

    private static SolutionProject ReadProject(Clone clone, string path)
    {
        var file = XDocument.Load(clone.PathOf(path));
        var folder = Path.GetDirectoryName(clone.PathOf(path))!;
        string FromRoot(string include) => Path.GetRelativePath(clone.Root, Path.Combine(folder, include)).Replace('\\', '/');
        var items = file.Descendants()
            .Where(element => element.Attribute("Include") is not null)
            .ToLookup(element => element.Name.LocalName, element => element.Attribute("Include")!.Value.Replace('\\', '/'));
        string? Property(string name) => file.Descendants(name).LastOrDefault()?.Value;
        return new SolutionProject(
            path,
            [.. items["ProjectReference"].Select(FromRoot)],
            [.. items.Where(group => group.Key != "ProjectReference").SelectMany(group => group)
                .Where(include => include.StartsWith("../", StringComparison.Ordinal)).Select(FromRoot)],
            Property("IsTestProject") == "true",
            Property("TestSeconds") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 20,
            Property("TestLoad") is { } load ? double.Parse(load, CultureInfo.InvariantCulture) : 1);
    }

    // MSBuild's patterns: ** for folders, * within a name.
    private static bool Matches(string pattern, string file) => Regex.IsMatch(
        file,
        "^" + Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$");

    [GeneratedRegex("""^Project\([^)]*\) = "[^"]*", "(?<path>[^"]+\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex SolutionLine();
}

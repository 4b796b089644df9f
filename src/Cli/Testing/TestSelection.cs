namespace Platform.Cli.Testing;

/// <summary>Which test projects a command means.</summary>
internal sealed class TestSelection(ProjectGraph graph)
{
    // What concerns every project, wherever it lies.
    private static readonly string[] BuildFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig", "BannedSymbols.txt"];

    private const string RepositoryTests = "Architecture.Tests";

    private SolutionProject[] Tests => [.. graph.Projects.Where(project => project.IsTest)];

    /// <summary>What a command may name: <c>fraud</c> for all test projects whose name begins so.</summary>
    public IReadOnlyList<string> Names => [.. Tests.Select(NameOf).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<SolutionProject> All => Tests;

    /// <summary>The test projects of these names: the first word of a project's name, or the whole of it.</summary>
    public IReadOnlyList<SolutionProject> Named(IEnumerable<string> names)
    {
        var wanted = names.ToArray();
        if (wanted.FirstOrDefault(name => !Tests.Any(test => IsNamed(test, name))) is { } unknown)
        {
            throw new CommandFailedException($"no test project is called {unknown}. There are: {string.Join(", ", Names)}.");
        }

        return [.. Tests.Where(test => wanted.Any(name => IsNamed(test, name)))];
    }

    /// <summary>
    /// The test projects that a change of these files may break: those that reference or take in what changed. Documents, and
    /// whatever else belongs to no project, concern the tests of the repository itself.
    /// </summary>
    public IReadOnlyList<SolutionProject> ConcernedBy(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return [];
        }

        if (files.Any(file => BuildFiles.Contains(file[(file.LastIndexOf('/') + 1)..])))
        {
            return All;
        }

        var changed = files.SelectMany(file => graph.LinkedBy(file).Concat(IsDocument(file) || graph.OwnerOf(file) is not { } owner ? [] : [owner]));
        var concerned = graph.DependentsOf(changed);
        return [.. Tests.Where(test => test.Name == RepositoryTests || concerned.Contains(test))];
    }

    private static bool IsDocument(string file) => file.EndsWith(".md", StringComparison.Ordinal);

    private static bool IsNamed(SolutionProject test, string name) =>
        NameOf(test).Equals(name, StringComparison.OrdinalIgnoreCase) || test.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(SolutionProject test) => test.Name.Split('.')[0].ToLowerInvariant();
}

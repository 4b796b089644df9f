using System.Text.Json;

namespace Platform.Cli.Testing;

/// <summary>A part of the solution, in the form that the SDK builds and editors open.</summary>
internal static class SolutionFilter
{
    /// <summary>The text of a filter that may lie anywhere.</summary>
    public static string Write(Clone clone, IEnumerable<SolutionProject> projects) => JsonSerializer.Serialize(new
    {
        solution = new
        {
            path = clone.PathOf(ProjectGraph.Solution),
            projects = projects.Select(project => project.Path.Replace('/', '\\')),
        },
    });
}

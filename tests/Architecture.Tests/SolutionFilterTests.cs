using System.Text.Json;

namespace Architecture.Tests;

/// <summary>Who works on one service opens its filter, and has everything that it takes, and nothing else.</summary>
public sealed class SolutionFilterTests
{
    public static TheoryData<string> Services => [.. Solution.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_services_filter_holds_its_projects_its_tests_and_what_they_reference(string service)
    {
        var own = Solution.InSolution.Where(project =>
            project.StartsWith($"src/{service}/", StringComparison.Ordinal) || project.StartsWith($"tests/{service}.", StringComparison.Ordinal));

        var filter = ProjectsOf($"{service}.slnf");

        own.ShouldNotBeEmpty();
        string[] needed = [.. Solution.WithReferences(own).Order(StringComparer.Ordinal)];
        filter.ShouldBe(needed, $"the projects of {service}.slnf, in alphabetical order");
    }

    private static string[] ProjectsOf(string filter)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Solution.Root, filter)));
        var solution = json.RootElement.GetProperty("solution");
        solution.GetProperty("path").GetString().ShouldBe("Platform.sln");
        return [.. solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString()!.Replace('\\', '/'))];
    }
}

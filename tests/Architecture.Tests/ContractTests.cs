using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What a service says to others is a promise: it is written down as JSON that a test compares with.</summary>
public sealed partial class ContractTests
{
    private static readonly string[] Types =
        [.. Solution.Services
            .SelectMany(service => Solution.SourceFiles($"src/{service}/{service}.Contracts"))
            .SelectMany(file => TypeConstant().Matches(File.ReadAllText(file)).Select(match => match.Groups["type"].Value))];

    public static TheoryData<string> Events => new(Types);

    [Fact]
    public void Every_service_has_a_contract() => Types.Length.ShouldBeGreaterThanOrEqualTo(Solution.Services.Length);

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_has_approved_json_that_a_test_reads(string type)
    {
        var file = $"{type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..]}.approved.json";
        var service = Solution.Services.Single(s => type.StartsWith($"{s}.", StringComparison.OrdinalIgnoreCase));
        var folder = Path.Combine(Solution.Root, $"tests/{service}.ModelTests/Contracts");

        File.Exists(Path.Combine(folder, file)).ShouldBeTrue($"approve {file}");
        Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText)
            .ShouldContain(test => test.Contains(file, StringComparison.Ordinal) && test.Contains($"\"{type}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("""const string Type = "(?<type>[^"]+)";""")]
    private static partial Regex TypeConstant();
}

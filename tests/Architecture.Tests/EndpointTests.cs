using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed partial class EndpointTests
{
    public static TheoryData<string> Services => [.. Solution.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_endpoint_names_the_permission_it_needs(string service)
    {
        var endpoints = Solution.SourceFiles($"src/{service}/{service}.Api/Features").Where(file => file.EndsWith("Endpoint.cs", StringComparison.Ordinal)).ToArray();
        var open = endpoints.Where(file =>
        {
            var text = File.ReadAllText(file);
            return MapCall().Count(text) != PermissionCall().Count(text);
        });

        endpoints.ShouldNotBeEmpty();
        open.Select(Path.GetFileName).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\.Map(Get|Post|Put|Delete|Patch)\(")]
    private static partial Regex MapCall();

    [GeneratedRegex(@"\.RequirePermission\(")]
    private static partial Regex PermissionCall();
}

namespace Architecture.Tests;

public sealed class ProjectReferenceTests
{
    private static readonly string[] BuildingBlocksOfServices = ["ServiceDefaults", "Messaging", "Inference", "Statistics"];

    public static TheoryData<string> Apis => [.. Solution.Services.Select(service => $"src/{service}/{service}.Api/{service}.Api.csproj")];

    public static TheoryData<string> Contracts => [.. Solution.Services.Select(service => $"src/{service}/{service}.Contracts/{service}.Contracts.csproj")];

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_service_references_building_blocks_and_contracts_and_never_another_service(string project)
    {
        var strangers = Solution.ReferencesOf(project)
            .Where(reference => !BuildingBlocksOfServices.Contains(reference) && !reference.EndsWith(".Contracts", StringComparison.Ordinal));

        strangers.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contracts_reference_nothing(string project)
    {
        Solution.ReferencesOf(project).ShouldBeEmpty();
        Solution.PackagesOf(project).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Messaging")]
    [InlineData("Inference")]
    [InlineData("Learning")]
    [InlineData("Statistics")]
    public void A_building_block_references_no_service(string block)
    {
        var references = Solution.ReferencesOf($"src/BuildingBlocks/{block}/{block}.csproj");

        references.ShouldNotContain(reference => Solution.Services.Any(service => reference.StartsWith(service, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_services_and_training_measure_with_depends_on_nothing()
    {
        Solution.ReferencesOf("src/BuildingBlocks/Statistics/Statistics.csproj").ShouldBeEmpty();
        Solution.PackagesOf("src/BuildingBlocks/Statistics/Statistics.csproj").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_that_the_solution_builds_restores_TorchSharp()
    {
        var inSolution = File.ReadAllText(Path.Combine(Solution.Root, "Platform.sln")).Replace('\\', '/');
        var withTorch = Solution.Projects.Where(project => Solution.PackagesOf(project).Any(package => package.StartsWith("TorchSharp", StringComparison.Ordinal)));

        withTorch.ShouldNotBeEmpty();
        withTorch.ShouldAllBe(project => !inSolution.Contains(project));
    }

    [Fact]
    public void Every_project_is_in_the_solution_unless_it_needs_TorchSharp()
    {
        var inSolution = File.ReadAllText(Path.Combine(Solution.Root, "Platform.sln")).Replace('\\', '/');
        var left = Solution.Projects.Where(project => !inSolution.Contains(project)
            && !Solution.PackagesOf(project).Any(package => package.StartsWith("TorchSharp", StringComparison.Ordinal)));

        left.ShouldBeEmpty();
    }
}

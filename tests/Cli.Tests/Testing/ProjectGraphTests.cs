using System.Text.Json;
using Platform.Cli;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class ProjectGraphTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();

    [Fact]
    public void Projects_are_read_with_what_they_reference_and_take_in()
    {
        Write("Platform.sln", """
            Project("{2150E333}") = "src", "src", "{1}"
            Project("{FAE04EC0}") = "Api", "src\Api\Api.csproj", "{2}"
            Project("{FAE04EC0}") = "Api.Tests", "tests\Api.Tests\Api.Tests.csproj", "{3}"
            """);
        Write("src/Api/Api.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("tests/Api.Tests/Api.Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <IsTestProject>true</IsTestProject>
                <TestSeconds>75</TestSeconds>
                <TestLoad>0.5</TestLoad>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="xunit" />
                <ProjectReference Include="..\..\src\Api\Api.csproj" />
                <None Include="../../src/Api/docs/*.md" />
                <None Include="approved.json" />
              </ItemGroup>
            </Project>
            """);

        var graph = ProjectGraph.Read(new Clone(_root.FullName));

        graph.Projects.Names().ShouldBe(["Api", "Api.Tests"]);
        var tests = graph.Projects[1];
        tests.References.ShouldBe(["src/Api/Api.csproj"]);
        tests.Links.ShouldBe(["src/Api/docs/*.md"]);
        (tests.IsTest, tests.Seconds, tests.Load, tests.Folder).ShouldBe((true, 75, 0.5, "tests/Api.Tests/"));
        graph.Projects[0].IsTest.ShouldBeFalse();
    }

    [Fact]
    public void What_a_project_needs_is_all_that_it_references_and_that_references_in_turn()
    {
        var tests = Graphs.Shop.Projects.Single(project => project.Name == "Retail.Tests");

        Graphs.Shop.With([tests]).Names().ShouldBe(["Messaging", "Fraud.Contracts", "Retail.Api", "Retail.Tests"]);
    }

    [Fact]
    public void A_file_belongs_to_the_project_that_is_nearest()
    {
        var graph = new ProjectGraph([Graphs.Project("src/Outer.csproj"), Graphs.Project("src/Inner/Inner.csproj")]);

        graph.OwnerOf("src/Inner/A.cs")?.Name.ShouldBe("Inner");
        graph.OwnerOf("src/InnerToo/A.cs")?.Name.ShouldBe("Outer");
        graph.OwnerOf("docs/A.md").ShouldBeNull();
    }

    [Fact]
    public void A_filter_names_the_solution_and_its_projects()
    {
        using var filter = JsonDocument.Parse(SolutionFilter.Write(new Clone("/clone"), [Graphs.Project("src/Api/Api.csproj")]));

        var solution = filter.RootElement.GetProperty("solution");
        solution.GetProperty("path").GetString().ShouldBe(Path.Combine("/clone", "Platform.sln"));
        solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString()).ShouldBe([@"src\Api\Api.csproj"]);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(_root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}

using Platform.Cli;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestSelectionTests
{
    private readonly TestSelection _selection = new(Graphs.Shop);

    [Theory]
    [InlineData("fraud")]
    [InlineData("Fraud")]
    public void A_service_means_all_its_test_projects(string name)
    {
        _selection.Named([name]).Names().ShouldBe(["Fraud.Tests", "Fraud.ModelTests"]);
    }

    [Fact]
    public void Several_names_add_up_and_a_whole_name_means_one_project()
    {
        _selection.Named(["retail", "fraud.modeltests"]).Names().ShouldBe(["Fraud.ModelTests", "Retail.Tests"]);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        var refusal = Should.Throw<CommandFailedException>(() => _selection.Named(["fraud", "weather"]));

        refusal.Message.ShouldBe("no test project is called weather. There are: architecture, fraud, inference, retail.");
    }

    [Theory]
    [InlineData("src/Fraud/Fraud.Api/Features/Score.cs", "Fraud.Tests Fraud.ModelTests Architecture.Tests")]
    [InlineData("src/Fraud/Fraud.Contracts/V1/Screened.cs", "Fraud.Tests Fraud.ModelTests Retail.Tests Architecture.Tests")]
    [InlineData("src/Blocks/Messaging/Outbox.cs", "Fraud.Tests Fraud.ModelTests Retail.Tests Architecture.Tests")]
    [InlineData("src/Retail/Retail.Api/Models/ranker/1.0.0/model.json", "Retail.Tests Inference.Tests Architecture.Tests")]
    [InlineData("tests/Retail.Tests/RankTests.cs", "Retail.Tests Architecture.Tests")]
    [InlineData("src/Fraud/docs/Events.md", "Fraud.ModelTests Architecture.Tests")]
    [InlineData("src/Fraud/Fraud.Api/README.md", "Architecture.Tests")]
    [InlineData("docs/decisions/0001-one.md", "Architecture.Tests")]
    [InlineData(".github/workflows/ci.yml", "Architecture.Tests")]
    public void A_change_concerns_what_references_or_takes_in_the_file(string file, string tests)
    {
        _selection.ConcernedBy([file]).Names().ShouldBe(tests.Split(' '));
    }

    [Theory]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    [InlineData("tests/.editorconfig")]
    public void What_decides_how_everything_is_built_concerns_everything(string file)
    {
        _selection.ConcernedBy(["docs/data.md", file]).ShouldBe(_selection.All);
    }

    [Fact]
    public void No_change_concerns_nothing()
    {
        _selection.ConcernedBy([]).ShouldBeEmpty();
    }
}

using Platform.Cli.Verbs;

namespace Cli.Tests.Verbs;

public sealed class ModelVerbsTests
{
    [Theory]
    [InlineData("evaluate fraud --data x.csv", "evaluate fraud -- --data x.csv")]
    [InlineData("train imaging --help", "train imaging -- --help")]
    [InlineData("train retail -- --until 2011-06-01", "train retail -- --until 2011-06-01")]
    [InlineData("evaluate fraud", "evaluate fraud --")]
    public void What_stands_behind_a_models_name_is_passed_on_as_typed(string typed, string parsed)
    {
        ModelVerbs.PassingOn(typed.Split(' ')).ShouldBe(parsed.Split(' '));
    }

    [Theory]
    [InlineData("evaluate --help")]
    [InlineData("evaluate weather --data x")]
    [InlineData("up --smoke")]
    [InlineData("train")]
    public void Everything_else_is_ours_to_parse(string typed)
    {
        ModelVerbs.PassingOn(typed.Split(' ')).ShouldBe(typed.Split(' '));
    }
}

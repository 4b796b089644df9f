using System.CommandLine;
using System.Text.Json.Nodes;
using Platform.Learning;
using Platform.Statistics;

namespace Learning.Tests.CommandLine;

[Collection(nameof(ConsoleCollection))]
public sealed class TrainingProgramTests : IDisposable
{
    private readonly TextWriter _error = Console.Error;
    private readonly TextWriter _output = Console.Out;
    private readonly StringWriter _errors = new();
    private readonly StringWriter _outputs = new();

    public TrainingProgramTests()
    {
        Console.SetError(_errors);
        Console.SetOut(_outputs);
    }

    [Fact]
    public async Task A_verb_gets_its_options_and_ends_with_0()
    {
        string? given = null;
        var data = TrainingProgram.DataOption();

        var exit = await Program(data, (parsed, _) =>
        {
            given = parsed.GetValue(data);
            return Task.CompletedTask;
        }).RunAsync(["evaluate", "--data", "file.csv"]);

        (exit, given).ShouldBe((0, "file.csv"));
    }

    [Fact]
    public async Task Wrong_input_is_one_sentence_with_file_and_line_and_exit_code_2()
    {
        var exit = await Program(TrainingProgram.DataOption(), (_, _) => throw new InputException("the amount \"x\" is no number.", "transactions.csv", 7))
            .RunAsync(["evaluate"]);

        exit.ShouldBe(2);
        _errors.ToString().Trim().ShouldBe("transactions.csv, line 7: the amount \"x\" is no number.");
        _outputs.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("evaluate", "--nonsense")]
    [InlineData("evaluate", "--data")]
    [InlineData("predict")]
    public async Task An_option_or_verb_that_does_not_exist_ends_with_2(params string[] args)
    {
        var exit = await Program(TrainingProgram.DataOption(), (_, _) => Task.CompletedTask).RunAsync(args);

        exit.ShouldBe(2);
        _errors.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Interrupted_work_ends_with_130()
    {
        var exit = await Program(TrainingProgram.DataOption(), (_, _) => throw new OperationCanceledException()).RunAsync(["evaluate"]);

        exit.ShouldBe(130);
    }

    [Fact]
    public async Task A_fault_of_ours_is_not_taken_for_wrong_input() => await Should.ThrowAsync<InvalidOperationException>(
        () => Program(TrainingProgram.DataOption(), (_, _) => throw new InvalidOperationException()).RunAsync(["evaluate"]));

    [Fact]
    public void The_result_is_one_line_of_json_without_numbers_that_json_has_not()
    {
        Report.Json(new JsonObject { ["evaluate"] = "fraud", ["auc"] = Report.Number(.87123456789), ["ap"] = Report.Number(double.NaN) });

        _outputs.ToString().ShouldBe("""{"evaluate":"fraud","auc":0.871235,"ap":null}""" + Environment.NewLine);
    }

    [Fact]
    public void An_interval_is_printed_with_its_bounds() => Report.Format(new Interval(.8621, .8412, .8799)).ShouldBe("0.862 (0.841 to 0.880)");

    public void Dispose()
    {
        Console.SetError(_error);
        Console.SetOut(_output);
    }

    private static TrainingProgram Program(Option data, Func<ParseResult, CancellationToken, Task> evaluate) =>
        new TrainingProgram("Tests.").Verb("evaluate", "Measures.", [data], evaluate);
}

/// <summary>The console and the environment are the process's: these tests run alone.</summary>
[CollectionDefinition(nameof(ConsoleCollection), DisableParallelization = true)]
public sealed class ConsoleCollection;

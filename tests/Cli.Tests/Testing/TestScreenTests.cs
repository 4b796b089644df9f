using Microsoft.Extensions.Time.Testing;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestScreenTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_project_has_a_line_when_it_ends_and_the_last_line_is_the_sum_alone()
    {
        var screen = Screen(width: null);
        TestOutcome[] outcomes = [Ended("Fraud.Tests", new(632, 0, 0), 34), Ended("Retail.Tests", new(0, 0, 3), 2)];

        screen.Started(outcomes[0].Project);
        screen.Ended(outcomes[0]);
        screen.Tick();
        screen.Ended(outcomes[1]);
        screen.Close(outcomes);

        Lines().ShouldBe(
        [
            "passed  Fraud.Tests                         632 passed    0 failed    0 skipped     34 s",
            "no test Retail.Tests                          0 passed    0 failed    3 skipped      2 s",
            "tests: 632 passed, 0 failed, 3 skipped",
        ]);
    }

    [Fact]
    public void What_failed_is_told_at_once_and_named_once_more_at_the_end()
    {
        var screen = Screen(width: null);
        var failed = Ended("Fraud.Tests", new(1, 1, 0), 3) with { Failures = [new FailedTest("B_is_c", "b should\nbe c", "at B.cs", "")] };
        var crashed = Ended("Retail.Tests", new(0, 1, 0), 1) with { Crash = "no host" };

        screen.Ended(failed);
        screen.Ended(crashed);
        screen.Close([failed, crashed]);

        Lines().ShouldBe(
        [
            "failed  Fraud.Tests                           1 passed    1 failed    0 skipped      3 s",
            "  B_is_c",
            "    b should",
            "    be c",
            "    at B.cs",
            "failed  Retail.Tests                          0 passed    1 failed    0 skipped      1 s",
            "  Retail.Tests broke off before all its tests had run. What it said:",
            "    no host",
            "failed: Fraud.Tests",
            "  B_is_c",
            "failed: Retail.Tests (broke off)",
            "tests: 1 passed, 2 failed, 0 skipped",
        ]);
    }

    [Fact]
    public void A_terminal_shows_what_runs_in_a_line_that_is_written_over()
    {
        var screen = Screen(width: 60);
        var fraud = Ended("Fraud.Tests", new(1, 0, 0), 9);
        screen.Started(fraud.Project);
        screen.Started(Graphs.Test("Platform.E2ETests"));
        _time.Advance(TimeSpan.FromSeconds(9));

        screen.Tick();
        screen.Ended(fraud);

        var written = _output.ToString();
        written.ShouldContain("\r0 of 2 projects; running: Fraud.Tests 9 s, Platform.E2ETest\r");
        written.ShouldContain($"\r{new string(' ', 59)}\rpassed  Fraud.Tests");
        written.ShouldEndWith("\r1 of 2 projects; running: Platform.E2ETests 9 s");
    }

    private TestScreen Screen(int? width) => new(_output, projects: 2, width, _time);

    private static TestOutcome Ended(string name, TestResults results, int seconds) =>
        new(Graphs.Test(name), results, [], TimeSpan.FromSeconds(seconds));

    private string[] Lines() => _output.ToString().TrimEnd('\n').Split('\n');
}

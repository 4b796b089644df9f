using Platform.Cli;
using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestOutcomeTests : IDisposable
{
    private static readonly SolutionProject Project = Graphs.Test("Fraud.Tests");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void A_failed_test_is_told_with_its_message_stack_and_output()
    {
        Trx.Write(_folder, total: 3, executed: 3, passed: 2, """
            <Results>
              <UnitTestResult testName="A_is_b" outcome="Passed" />
              <UnitTestResult testName="B_is_c" outcome="Failed">
                <Output>
                  <StdOut>seed 7</StdOut>
                  <ErrorInfo><Message>b should be c</Message><StackTrace>at B.cs:line 3</StackTrace></ErrorInfo>
                </Output>
              </UnitTestResult>
            </Results>
            """);

        var outcome = Read(exitCode: 1, "Failed!");

        outcome.Results.ShouldBe(new TestResults(2, 1, 0));
        outcome.Failures.ShouldBe([new FailedTest("B_is_c", "b should be c", "at B.cs:line 3", "seed 7")]);
        outcome.Crash.ShouldBeNull();
    }

    [Fact]
    public void A_run_without_results_is_one_failure_with_what_it_said()
    {
        var outcome = Read(exitCode: 134, "Unhandled exception\n");

        outcome.Results.ShouldBe(new TestResults(0, 1, 0));
        outcome.Crash.ShouldBe("Unhandled exception");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void A_run_that_broke_off_is_a_failure_whatever_its_tests_were(int passed)
    {
        Trx.Write(_folder, total: 5, executed: 5, passed);

        var outcome = Read(exitCode: 1, "The active test run was aborted. Reason: Test host process crashed\nTest Run Aborted.");

        outcome.Results.ShouldBe(new TestResults(passed, 5 - passed + 1, 0));
        outcome.Crash.ShouldNotBeNull();
    }

    [Fact]
    public void A_run_that_found_no_test_under_its_filter_is_none()
    {
        var outcome = Read(exitCode: 0, "No test matches the given testcase filter");

        outcome.Results.ShouldBe(TestResults.None);
        outcome.IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_project_that_was_not_built_has_failed_and_says_what_is_missing()
    {
        var run = new TestRun(new Clone(_folder.FullName), _folder.FullName, new Dictionary<string, string>(), filter: null);

        var outcome = await run.RunAsync(Project, CancellationToken.None);

        outcome.Results.ShouldBe(new TestResults(0, 1, 0));
        outcome.Crash.ShouldNotBeNull().ShouldContain("Fraud.Tests.dll");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private TestOutcome Read(int exitCode, string output) =>
        TestOutcome.Read(Project, _folder.FullName, exitCode, output, TimeSpan.FromSeconds(1));
}

using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestResultsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Counts_of_all_projects_are_added_up()
    {
        Write("a.trx", total: 10, executed: 9, passed: 8);
        Write("b.trx", total: 5, executed: 5, passed: 5);

        var results = TestResults.Read(_folder.FullName);

        results.ShouldBe(new TestResults(Passed: 13, Failed: 1, Skipped: 1));
        results.ToString().ShouldBe("tests: 13 passed, 1 failed, 1 skipped");
    }

    [Fact]
    public void No_result_files_mean_that_no_test_ran()
    {
        TestResults.Read(_folder.FullName).Ran.ShouldBe(0);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, int total, int executed, int passed) => File.WriteAllText(
        Path.Combine(_folder.FullName, name),
        $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary outcome="Completed"><Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" /></ResultSummary>
        </TestRun>
        """);
}

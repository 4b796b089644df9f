using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

public sealed class TestResultsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Counts_of_all_projects_are_added_up()
    {
        Trx.Write(_folder, total: 10, executed: 9, passed: 8);
        Trx.Write(_folder, total: 5, executed: 5, passed: 5, name: "b.trx");

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
}

namespace Platform.Cli.Testing;

/// <summary>How the tests of one project ended.</summary>
/// <param name="Project">The project.</param>
/// <param name="Results">What its TRX file counts; a run that broke off counts as one failure more.</param>
/// <param name="Failures">The tests that failed.</param>
/// <param name="Took">From the start of its process to the end.</param>
/// <param name="Crash">What the run said where it ended otherwise than by its tests: it did not start, or broke off.</param>
internal sealed record TestOutcome(
    SolutionProject Project, TestResults Results, IReadOnlyList<FailedTest> Failures, TimeSpan Took, string? Crash = null)
{
    public bool IsFailure => Results.Failed > 0;

    /// <summary>Reads what a run left behind.</summary>
    public static TestOutcome Read(SolutionProject project, string folder, int exitCode, string output, TimeSpan took)
    {
        var (results, failures) = (TestResults.Read(folder), TestResults.ReadFailures(folder));

        // A run that found no test under its filter ends well, with or without a file.
        return exitCode == 0 || results.Failed > 0 && !IsBrokenOff(output)
            ? new TestOutcome(project, results, failures, took)
            : new TestOutcome(project, results + new TestResults(0, 1, 0), failures, took, output.Trim());
    }

    // The runner's words for a test host that died; what had ended before that is in the file.
    private static bool IsBrokenOff(string output) => output.Contains("Test Run Aborted", StringComparison.OrdinalIgnoreCase);
}

namespace Cli.Tests.Testing;

/// <summary>Result files as the runner writes them.</summary>
internal static class Trx
{
    public static void Write(DirectoryInfo folder, int total, int executed, int passed, string results = "", string name = "a.trx") =>
        File.WriteAllText(
            Path.Combine(folder.FullName, name),
            $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              {results}
              <ResultSummary outcome="Completed"><Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" /></ResultSummary>
            </TestRun>
            """);
}

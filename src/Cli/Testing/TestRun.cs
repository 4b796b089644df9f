using System.Globalization;
using Platform.Cli.Running;

namespace Platform.Cli.Testing;

/// <summary>Runs the tests of built projects: the runner itself, without a second evaluation of the project.</summary>
/// <param name="clone">Where they are.</param>
/// <param name="results">Folder for the TRX files, one below it for each project.</param>
/// <param name="environment">Where the shared servers are, and the folder for what tests leave.</param>
/// <param name="filter">Only tests that match, as in <c>dotnet test --filter</c>.</param>
internal sealed class TestRun(Clone clone, string results, IReadOnlyDictionary<string, string> environment, string? filter)
{
    public async Task<TestOutcome> RunAsync(SolutionProject project, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var folder = Path.Combine(results, project.Name);
        List<string> arguments = ["test", AssemblyOf(project), "--nologo", "--logger", "trx", "--results-directory", folder];
        if (filter is not null)
        {
            arguments.AddRange(["--filter", filter]);
        }

        var (exitCode, output) = await ChildProcess.CaptureAsync("dotnet", arguments, clone.Root, environment, cancellationToken);
        return TestOutcome.Read(project, folder, exitCode, output, TimeProvider.System.GetElapsedTime(started));
    }

    private string AssemblyOf(SolutionProject project) => clone.PathOf(string.Create(
        CultureInfo.InvariantCulture, $"{project.Folder}bin/{DotNet.Configuration}/{DotNet.Framework}/{project.Name}.dll"));
}

namespace Platform.Cli.Running;

/// <summary>Builds parts of the clone with the .NET SDK.</summary>
internal static class DotNet
{
    public const string Configuration = "Release";

    /// <summary>Builds one project or solution; what the compiler says is shown only when it fails.</summary>
    public static async Task BuildAsync(Clone clone, string project, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ChildProcess.CaptureAsync(
            "dotnet",
            ["build", clone.PathOf(project), "-c", Configuration, "-v", "q", "--nologo", "-clp:NoSummary;ErrorsOnly"],
            clone.Root,
            cancellationToken: cancellationToken);
        if (exitCode != 0)
        {
            throw new CommandFailedException($"building {project} failed:{Environment.NewLine}{output.Trim()}");
        }
    }

    /// <summary>Runs a program that was built, on our terminal and in the folder the person stands in.</summary>
    public static Task<int> RunAsync(Clone clone, string project, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(
            "dotnet",
            ["run", "--project", clone.PathOf(project), "-c", Configuration, "--no-build", "--", .. arguments],
            Environment.CurrentDirectory,
            cancellationToken: cancellationToken);
}

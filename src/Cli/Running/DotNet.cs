namespace Platform.Cli.Running;

/// <summary>Builds parts of the clone with the .NET SDK.</summary>
internal static class DotNet
{
    public const string Configuration = "Release";

    /// <summary>What the projects are built for (Directory.Build.props).</summary>
    public const string Framework = "net10.0";

    // As for any program that is gone in a minute: measuring code, to compile it better later, is time lost.
    private static readonly Dictionary<string, string> BuildEnvironment = new() { ["DOTNET_TieredPGO"] = "0" };

    /// <summary>Builds one project or solution; what the compiler says is shown only when it fails.</summary>
    public static async Task BuildAsync(Clone clone, string project, CancellationToken cancellationToken)
    {
        await using var compiler = await CompilerServer.ForAsync(clone, cancellationToken);
        var (exitCode, output) = await ChildProcess.CaptureAsync(
            "dotnet",
            ["build", clone.PathOf(project), "-c", Configuration, "-v", "q", "--nologo", "-clp:NoSummary;ErrorsOnly", .. compiler.BuildArguments],
            clone.Root,
            BuildEnvironment,
            cancellationToken);
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

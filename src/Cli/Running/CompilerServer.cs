namespace Platform.Cli.Running;

/// <summary>
/// A compiler process of one build, for machines that forbid one that stays behind (<c>UseSharedCompilation=false</c>): started
/// anew for each of fifty projects, the compiler takes twice as long for the solution.
/// </summary>
internal sealed class CompilerServer : IAsyncDisposable
{
    private const string Variable = "UseSharedCompilation";

    private readonly string? _program;
    private readonly string _pipe = $"platform-{Environment.ProcessId}";

    private CompilerServer(string? program) => _program = program;

    /// <summary>What the build has to be told.</summary>
    public IReadOnlyList<string> BuildArguments =>
        _program is null ? [] : [$"-p:{Variable}=true", $"-p:SharedCompilationId={_pipe}"];

    /// <summary>For a build in the clone; one that does nothing where the build's own server is allowed, or not found.</summary>
    public static async Task<CompilerServer> ForAsync(Clone clone, CancellationToken cancellationToken)
    {
        if (!string.Equals(Environment.GetEnvironmentVariable(Variable), "false", StringComparison.OrdinalIgnoreCase))
        {
            return new CompilerServer(null);
        }

        var (_, version) = await ChildProcess.CaptureAsync("dotnet", ["--version"], clone.Root, cancellationToken: cancellationToken);
        var (_, sdks) = await ChildProcess.CaptureAsync("dotnet", ["--list-sdks"], clone.Root, cancellationToken: cancellationToken);
        return new CompilerServer(ProgramOf(version.Trim(), sdks) is { } program && File.Exists(program) ? program : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await ChildProcess.CaptureAsync("dotnet", [_program, "-shutdown", $"-pipename:{_pipe}"], Environment.CurrentDirectory);
        }
    }

    /// <summary>Where an SDK keeps it, by what <c>dotnet --list-sdks</c> says: <c>10.0.401 [/usr/share/dotnet/sdk]</c>.</summary>
    internal static string? ProgramOf(string version, string sdks) => sdks.Split('\n')
        .Where(line => line.StartsWith($"{version} [", StringComparison.Ordinal))
        .Select(line => Path.Combine(line.Trim()[(version.Length + 2)..^1], version, "Roslyn", "bincore", "VBCSCompiler.dll"))
        .FirstOrDefault();
}

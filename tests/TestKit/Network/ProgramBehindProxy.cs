using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Platform.TestKit;

/// <summary>One of our programs as a process whose environment names a proxy, in every way that .NET reads.</summary>
public sealed class ProgramBehindProxy : IAsyncDisposable
{
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    private readonly Process _process;

    private ProgramBehindProxy(Process process) => _process = process;

    /// <summary>What it wrote, for a failure.</summary>
    public ConcurrentQueue<string> Output { get; } = [];

    /// <summary>Starts it.</summary>
    /// <param name="program">Its assembly, which lies beside the test's.</param>
    /// <param name="proxy">The proxy.</param>
    /// <param name="arguments">Of its command line.</param>
    /// <param name="settings">Further environment variables.</param>
    public static ProgramBehindProxy Start(
        Assembly program, Uri proxy, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [program.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("NO_PROXY");
        foreach (var variable in Variables)
        {
            start.Environment[variable] = proxy.ToString();
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var running = new ProgramBehindProxy(Process.Start(start)!);
        running._process.OutputDataReceived += running.Keep;
        running._process.ErrorDataReceived += running.Keep;
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line) => Output.Enqueue(line.Data ?? "");
}

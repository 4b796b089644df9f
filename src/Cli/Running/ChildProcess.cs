using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Cli.Running;

/// <summary>Runs the programs that the command line is a door to.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program on our own terminal, and returns its exit code. Ctrl-C reaches it by itself.</summary>
    public static async Task<int> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Start(program, arguments, folder, environment, redirect: false);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process, TimeSpan.FromSeconds(15));
            throw;
        }

        return process.ExitCode;
    }

    /// <summary>Runs a program quietly, and returns its exit code and everything it said.</summary>
    public static async Task<(int ExitCode, string Output)> CaptureAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Start(program, arguments, folder, environment, redirect: true);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process, TimeSpan.FromSeconds(15));
            throw;
        }
    }

    public static Process Start(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment, bool redirect)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new CommandFailedException($"{program} did not start.");
        }
        catch (Win32Exception)
        {
            throw new CommandFailedException($"{program} is not on this machine; ./platform doctor tells what is missing.");
        }
    }

    /// <summary>Asks a process to end, and ends it if it has not done so in time.</summary>
    public static async Task StopAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited)
        {
            return;
        }

        Signals.Terminate(process);
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}

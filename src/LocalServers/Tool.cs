using System.ComponentModel;
using System.Diagnostics;

namespace Platform.LocalServers;

/// <summary>Runs a short command of the system to its end.</summary>
internal static class Tool
{
    /// <exception cref="LocalServerException">It cannot be started, or ends with another code than 0.</exception>
    public static async Task RunAsync(string command, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(Environment.CurrentDirectory),
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new LocalServerException($"{command} ended with {process.ExitCode}: {errors.Trim()} {(await output).Trim()}");
            }
        }
        catch (Win32Exception error)
        {
            throw new LocalServerException($"{command} cannot be started: {error.Message}", error);
        }
    }

    /// <summary>The same, where failing is as good: false.</summary>
    public static async Task<bool> TryRunAsync(string command, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(command, arguments, cancellationToken);
            return true;
        }
        catch (LocalServerException)
        {
            return false;
        }
    }

    /// <summary>The first of these files that exists, patterns with * in their folder names included, else the one on the path.</summary>
    public static string? Find(string program, params string[] folders) =>
        folders.SelectMany(Expand)
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    // "/usr/lib/postgresql/*/bin" gives the newest version first.
    private static IEnumerable<string> Expand(string folder)
    {
        var star = folder.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [folder];
        }

        var parent = Path.GetDirectoryName(folder[..(star + 1)])!;
        var rest = folder[(star + 2)..];
        return !Directory.Exists(parent)
            ? []
            : Directory.GetDirectories(parent, Path.GetFileName(folder[..(star + 1)]))
                .OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0)
                .Select(path => Path.Combine(path, rest));
    }
}

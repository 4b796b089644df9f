using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Platform.LocalServers;

/// <summary>
/// A child process with a process group of its own, so that Ctrl-C in a terminal reaches only the parent, who then stops
/// its children in order, and so that a child's own children end with it.
/// </summary>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessGroup(Process process) => _process = process;

    public int Id { get; private set; }

    /// <summary>Ends with the exit code.</summary>
    public Task<int> Exit => _exit.Task;

    /// <summary>Starts a command; a variable without value is taken from its environment.</summary>
    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    public static ProcessGroup Start(
        string command,
        IEnumerable<string> arguments,
        string workingDirectory,
        IEnumerable<KeyValuePair<string, string?>> environment,
        Action<string> output)
    {
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("setsid", ["--", command, .. arguments])
            : new ProcessStartInfo(command, arguments);
        start.WorkingDirectory = workingDirectory;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var group = new ProcessGroup(process);
        process.Exited += (_, _) => group._exit.TrySetResult(process.ExitCode);
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        group.Id = process.Id;
        Watchdog.Guard(process.Id);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return group;

        void Write(string? line)
        {
            if (line is not null)
            {
                output(line);
            }
        }
    }

    /// <summary>Asks the group to end, and ends what is left of it after <paramref name="patience"/>. False: force was needed.</summary>
    public async Task<bool> StopAsync(TimeSpan patience, TimeProvider time)
    {
        // Only the leader is asked: it knows in which order its own children have to go.
        if (!Exit.IsCompleted)
        {
            Signal(Id, Terminate);
        }

        var polite = await Task.WhenAny(Exit, Task.Delay(patience, time)) == Exit;
        Kill();
        await Exit;
        return polite;
    }

    /// <summary>Ends the whole group at once.</summary>
    public void Kill()
    {
        Signal(-Id, KillNow);
        Watchdog.Release(Id);
    }

    /// <summary>Whether a process of the group is left, one that has ended and was not yet reaped included.</summary>
    public bool HasMembers => OperatingSystem.IsLinux() && NativeKill(-Id, 0) == 0;

    public void Dispose() => _process.Dispose();

    private void Signal(int target, int signal)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = NativeKill(target, signal);
        }
        else if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int NativeKill(int process, int signal);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Platform.LocalServers;

/// <summary>
/// A server with a process group of its own, so that Ctrl-C in a terminal reaches only the parent, who then stops it in
/// order, and so that its own children end with it.
/// </summary>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private const int KeptLines = 30;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = [];
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessGroup(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exit.TrySetResult(_process.ExitCode);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Ends with the exit code; output may still come.</summary>
    public Task<int> Exit => _exit.Task;

    /// <summary>The last lines it printed.</summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return [.. _lastLines];
            }
        }
    }

    /// <summary>Whether a process of the group is left, one that has ended and was not yet reaped included.</summary>
    public bool HasMembers => OperatingSystem.IsLinux() && NativeKill(-_process.Id, 0) == 0;

    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    public static ProcessGroup Start(ServerProcess server)
    {
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("setsid", ["--", server.Command, .. server.Arguments])
            : new ProcessStartInfo(server.Command, server.Arguments);
        start.WorkingDirectory = server.WorkingDirectory;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in server.Environment)
        {
            start.Environment[name] = value;
        }

        var group = new ProcessGroup(start);
        group._process.Start();
        Watchdog.Guard(group._process.Id);
        group._process.StandardInput.Close();
        group._process.BeginOutputReadLine();
        group._process.BeginErrorReadLine();
        return group;
    }

    /// <summary>Asks it to end, and ends what is left of the group after <paramref name="patience"/>.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        // Only the leader is asked: it knows in which order its own children have to go.
        if (!Exit.IsCompleted)
        {
            Signal(_process.Id, Terminate);
            await Task.WhenAny(Exit, Task.Delay(patience, TimeProvider.System));
        }

        Kill();
        await Exit;
    }

    /// <summary>Ends the whole group at once.</summary>
    public void Kill()
    {
        if (!Exit.IsCompleted)
        {
            Signal(_process.Id, KillNow); // should it not have come to make its group yet
        }

        Signal(-_process.Id, KillNow);
        Watchdog.Release(_process.Id);
    }

    public void Dispose() => _process.Dispose();

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

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

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Platform.LocalServers;

/// <summary>
/// A child process with a process group of its own, so that Ctrl-C in a terminal reaches only the parent, who then stops
/// its children in order, and so that a child's own children end with it.
/// </summary>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private static readonly TimeSpan LeavingPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly string _mark;
    private readonly ProcessOutput _output;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _outputRead = Task.CompletedTask;

    private ProcessGroup(Process process, string mark, ProcessOutput output) => (_process, _mark, _output) = (process, mark, output);

    public int Id { get; private set; }

    /// <summary>Ends with the exit code; output may still come.</summary>
    public Task<int> Exit => _exit.Task;

    /// <summary>The last lines it printed.</summary>
    public IReadOnlyList<string> LastLines => _output.LastLines;

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
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var mark = Watchdog.NewMark();
        start.Environment[Descendants.Variable] = mark;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var group = new ProcessGroup(process, mark, new ProcessOutput(output, TimeProvider.System));
        process.Exited += (_, _) => group._exit.TrySetResult(process.ExitCode);
        process.Start();
        group.Id = process.Id;
        Watchdog.Guard(process.Id);
        process.StandardInput.Close();
        group._outputRead = Task.WhenAll(
            Task.Run(() => group._output.ReadAsync(process.StandardOutput)),
            Task.Run(() => group._output.ReadAsync(process.StandardError)));
        return group;
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

    /// <summary>
    /// After the exit: ends what the process left behind, in its group or gone from it, and reads the rest of its output.
    /// Returns the names of those that did not leave by themselves.
    /// </summary>
    public async Task<IReadOnlyList<string>> CleanUpAsync(TimeProvider time)
    {
        var left = Descendants.Of(_mark);
        for (var look = 0; look < 10 && left.Count > 0; look++)
        {
            await Task.Delay(LeavingPoll, time);
            left = Descendants.Of(_mark);
        }

        Kill();
        foreach (var id in left.Keys)
        {
            Signal(id, KillNow);
        }

        // One that hid from us may hold the pipe for ever.
        await Task.WhenAny(_outputRead, Task.Delay(OutputPatience, time));
        return [.. left.Values];
    }

    /// <summary>Ends the whole group at once.</summary>
    public void Kill()
    {
        if (!Exit.IsCompleted)
        {
            Signal(Id, KillNow); // should it not have come to make its group yet
        }

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

using System.Diagnostics;
using System.Net.NetworkInformation;
using Platform.Cli.Screen;

namespace Platform.Cli.Running;

/// <summary>The AppHost as a child of the command line; what it says goes to a log file.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
    private const int LastLines = 40;
    private const long MostLogBytes = 20_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Process _process;
    private readonly RotatingLog _log;
    private readonly Queue<string> _tail = [];
    private readonly Lock _writing = new();
    private bool _disposed;

    private AppHostRun(Process process, string logFile)
    {
        _process = process;
        LogFile = logFile;
        _log = new RotatingLog(logFile, MostLogBytes);
        process.OutputDataReceived += (_, line) =>
        {
            Keep(line.Data);
            Notes.Read(line.Data ?? "");
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where everything the AppHost and its children say is written.</summary>
    public string LogFile { get; }

    /// <summary>What its orchestrator says about waits and failures.</summary>
    public OrchestratorNotes Notes { get; } = new(TimeProvider.System);

    public bool HasEnded => _process.HasExited;

    public static AppHostRun Start(Clone clone, RunRecord record)
    {
        RefuseHeldPorts();
        var logs = Directory.CreateDirectory(Path.Combine(clone.State.Path, "logs"));
        var program = clone.PathOf($"AppHost/bin/{DotNet.Configuration}/net10.0/AppHost.dll");

        // In a session of its own, Ctrl-C reaches only us, and we stop the AppHost in its own order.
        var (command, arguments) = OperatingSystem.IsLinux()
            ? ("setsid", new[] { "dotnet", program })
            : ("dotnet", new[] { program });
        var process = ChildProcess.Start(command, arguments, clone.PathOf("AppHost"), LaunchProfile.Environment(clone), redirect: true);
        record.Add(process);
        var run = new AppHostRun(process, Path.Combine(logs.FullName, "apphost.log"));
        Notice.Write($"starting; what the services say is in {run.LogFile}");
        return run;
    }

    /// <summary>Waits until every service is ready, and says which ones are as they come, and what the others wait for.</summary>
    /// <exception cref="CommandFailedException">A resource failed, the AppHost ended, or it takes longer than the limit.</exception>
    public async Task WaitUntilHealthyAsync(PlatformClient client, TimeSpan limit, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var waiting = ServiceAddress.All.ToList();
        while (waiting.Count > 0)
        {
            foreach (var service in waiting.ToArray())
            {
                if (await client.IsHealthyAsync(service, cancellationToken))
                {
                    waiting.Remove(service);
                    Notice.Write($"{service.Name} is ready: {service.Docs}");
                }
            }

            ThrowIfBroken();
            if (time.GetElapsedTime(started) > limit)
            {
                throw new CommandFailedException(
                    $"not ready in {limit.TotalMinutes:0} minutes: {string.Join(", ", waiting.Select(service => service.Name))}. The last lines:{Environment.NewLine}{Tail()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
        }
    }

    /// <summary>The failure to report when the AppHost is gone though nobody stopped it.</summary>
    public CommandFailedException EndedByItself() =>
        new($"the AppHost ended by itself (exit code {_process.ExitCode}). The last lines:{Environment.NewLine}{Tail()}");

    /// <summary>Says what the orchestrator says; ends the start when a resource failed, or the AppHost is gone.</summary>
    /// <remarks>Everything the AppHost runs is needed for a start, and nothing that failed comes back.</remarks>
    public void ThrowIfBroken()
    {
        var notes = Notes.TakeNew();
        foreach (var note in notes.Where(note => !note.IsFailure))
        {
            Notice.Write(note.Text);
        }

        var failures = notes.Where(note => note.IsFailure).ToArray();
        if (failures.Length > 0)
        {
            throw new CommandFailedException(
                $"{string.Join(Environment.NewLine, failures.Select(failure => failure.Text))}{Environment.NewLine}More is in {LogFile}.");
        }

        if (HasEnded)
        {
            throw EndedByItself();
        }
    }

    private string Tail()
    {
        lock (_writing)
        {
            return string.Join(Environment.NewLine, _tail);
        }
    }

    public async Task WaitForEndAsync(CancellationToken cancellationToken) => await _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.StopAsync(_process, Patience);
        foreach (var note in Notes.TakeNew())
        {
            Notice.Write(note.FirstLine);
        }

        _process.Dispose();
        lock (_writing)
        {
            _disposed = true;
            _log.Dispose();
        }
    }

    private static void RefuseHeldPorts()
    {
        var held = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        if (ServiceAddress.All.FirstOrDefault(service => held.Contains(service.Port)) is { } blocked)
        {
            throw new CommandFailedException(
                $"port {blocked.Port} of {blocked.Title} is held by another program; end that one (ss -ltnp 'sport = :{blocked.Port}' names it) and try again.");
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_writing)
        {
            if (_disposed)
            {
                return;
            }

            _log.WriteLine(line);
            _tail.Enqueue(line);
            if (_tail.Count > LastLines)
            {
                _tail.Dequeue();
            }
        }
    }
}

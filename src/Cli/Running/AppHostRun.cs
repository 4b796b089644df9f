using System.Diagnostics;
using System.Globalization;
using Platform.Cli.Screen;
using Platform.LocalServers;

namespace Platform.Cli.Running;

/// <summary>The AppHost as a child of the command line; what it says goes to a log file.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly Process _process;
    private readonly StateFolder _state;
    private readonly AppHostLog _log;
    private bool _dashboardIsTold;

    private AppHostRun(Process process, StateFolder state, string logFile)
    {
        (_process, _state) = (process, state);
        LogFile = logFile;
        _log = new AppHostLog(logFile);
        process.OutputDataReceived += (_, line) =>
        {
            _log.Keep(line.Data);
            Reports.Read(line.Data ?? "");
        };
        process.ErrorDataReceived += (_, line) => _log.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where everything the AppHost and its children say is written.</summary>
    public string LogFile { get; }

    /// <summary>What it says about waits and failures.</summary>
    public StartReportReader Reports { get; } = new(TimeProvider.System);

    public bool HasEnded => _process.HasExited;

    public static AppHostRun Start(Clone clone, RunRecord record)
    {
        PortBlock.Forget(clone.State);
        var logs = clone.State.PrivateFolder("logs"); // the address of the dashboard stands in it, with its token
        var program = clone.PathOf($"AppHost/bin/{DotNet.Configuration}/net10.0/AppHost.dll");

        // In a session of its own, Ctrl-C reaches only us, and we stop the AppHost in its own order.
        var (command, arguments) = OperatingSystem.IsLinux()
            ? ("setsid", new[] { "dotnet", program })
            : ("dotnet", new[] { program });
        var environment = LaunchProfile.Environment(clone);
        environment["PLATFORM_RESOURCE_LOGS"] = "true";
        // Aspire's own way to end with the command that started it, however that dies.
        environment["ASPIRE_CLI_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start(command, arguments, clone.PathOf("AppHost"), environment, redirect: true);
        record.Add(process);
        var run = new AppHostRun(process, clone.State, Path.Combine(logs, "apphost.log"));
        Notice.Write($"starting; what the services say is in {run.LogFile}");
        return run;
    }

    /// <summary>Waits until every service is ready, and says which ones are as they come, and what the others wait for.</summary>
    /// <exception cref="CommandFailedException">A resource failed, the AppHost ended, or it takes longer than the limit.</exception>
    public async Task WaitUntilHealthyAsync(PlatformClient client, TimeSpan limit, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        List<ServiceAddress>? waiting = null;
        var ready = Task.FromResult<ServiceAddress[]>([]);
        while (waiting is not { Count: 0 })
        {
            // What the AppHost says is passed on meanwhile: a service that starts may take its time to answer.
            if (ready.IsCompleted)
            {
                foreach (var service in await ready)
                {
                    waiting!.Remove(service);
                    Notice.Write($"{service.Name} is ready: {service.Docs}");
                }

                // On other ports there may be another clone's services.
                waiting ??= PortBlock.FirstOf(_state) is null ? null : [.. client.Addresses.All];
                ready = ReadyAsync(client, [.. waiting ?? []], cancellationToken);
            }

            ThrowIfBroken();
            if (time.GetElapsedTime(started) > limit)
            {
                throw new CommandFailedException(
                    $"not ready in {limit.TotalMinutes:0} minutes: {string.Join(", ", (waiting ?? []).Select(service => service.Name).DefaultIfEmpty("the AppHost"))}. The last lines:{Environment.NewLine}{_log.Tail}");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private static async Task<ServiceAddress[]> ReadyAsync(
        PlatformClient client, IReadOnlyList<ServiceAddress> services, CancellationToken cancellationToken)
    {
        var healthy = await Task.WhenAll(services.Select(service => client.IsHealthyAsync(service, cancellationToken)));
        return [.. services.Where((_, index) => healthy[index])];
    }

    /// <summary>The failure to report when the AppHost is gone though nobody stopped it.</summary>
    public CommandFailedException EndedByItself() =>
        new($"the AppHost ended by itself (exit code {_process.ExitCode}). The last lines:{Environment.NewLine}{_log.Tail}");

    /// <summary>Passes on what the AppHost says; ends the start when a resource failed, or the AppHost is gone.</summary>
    /// <remarks>Everything the AppHost runs is needed for a start, and nothing that failed comes back.</remarks>
    public void ThrowIfBroken()
    {
        if (!_dashboardIsTold && Reports.Dashboard is { } dashboard)
        {
            Notice.Write($"dashboard: {dashboard}");
            _dashboardIsTold = true;
        }

        var reports = Reports.TakeNew();
        foreach (var report in reports.Where(report => !report.IsFailure))
        {
            Notice.Write(report.Text);
        }

        var failures = reports.Where(report => report.IsFailure).ToArray();
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

    public async Task WaitForEndAsync(CancellationToken cancellationToken) => await _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.StopAsync(_process, Patience);
        // Where it was killed, the orchestrator still stops what it had started.
        await Leftovers.EndAsync(_state, Patience, CancellationToken.None);
        foreach (var report in Reports.TakeNew())
        {
            Notice.Write(report.FirstLine);
        }

        _process.Dispose();
        _log.Dispose();
    }
}

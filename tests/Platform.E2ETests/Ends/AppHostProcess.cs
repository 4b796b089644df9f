using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using Platform.LocalServers;

namespace Platform.E2ETests.Ends;

/// <summary>The AppHost as <c>dotnet run</c> starts it: a program of its own, on ports that nobody else has.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly StateFolder _state;

    private AppHostProcess(Process process, StateFolder state)
    {
        (_process, _state) = (process, state);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What its terminal shows.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <param name="state">Its state folder.</param>
    /// <param name="environment">Variables to set besides.</param>
    public static AppHostProcess Start(StateFolder state, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AppHost.StartReports).Assembly.Location, "--Simulator=off", "--Servers=local"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string, string)[] all =
        [
            (StateFolder.Variable, state.Path),
            ("DOTNET_ENVIRONMENT", "Development"),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            ("DcpPublisher__RandomizePorts", "true"),
            ("ASPNETCORE_URLS", Address("page")),
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Address("telemetry")),
            ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", Address("resources")),
            .. environment,
        ];
        foreach (var (name, value) in all)
        {
            start.Environment[name] = value;
        }

        return new AppHostProcess(Process.Start(start)!, state);

        string Address(string name) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{state.FreePort(name)}");
    }

    /// <summary>Waits until the terminal shows something.</summary>
    public Task ShowsAsync(string text) =>
        UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), $"the terminal shows '{text}'", StartLimit);

    /// <summary>Waits until a program runs from the state folder, by a word of its command line.</summary>
    public Task RunsAsync(string word) => UntilAsync(
        () => Leftovers.Find(_state).Any(id => File.ReadAllText($"/proc/{id}/cmdline").Contains(word, StringComparison.Ordinal)),
        $"{word} runs",
        StartLimit);

    /// <summary>Waits until Postgres and RabbitMQ listen.</summary>
    public Task ServersListenAsync() => UntilAsync(
        () => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => (int?)listener.Port).ToHashSet()
            .IsSupersetOf([_state.KeptPort("postgres") ?? -1, _state.KeptPort("messaging") ?? -1]),
        "the servers listen",
        StartLimit);

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it and all that it started is gone; returns its exit code.</summary>
    public async Task<int> GoneAsync(TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        await UntilAsync(() => _process.HasExited && Leftovers.Find(_state).Count == 0, "nothing is left", TimeSpan.FromMinutes(1));
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(within, Output);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Looking through all processes costs what the AppHost needs to get on: not as often as elsewhere.
    private async Task UntilAsync(Func<bool> condition, string because, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Holds())
        {
            if (Stopwatch.GetElapsedTime(started) > within)
            {
                throw new TimeoutException($"Not within {within.TotalSeconds:0} s: {because}. The terminal:{Environment.NewLine}{Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }

        bool Holds()
        {
            try
            {
                return condition();
            }
            catch (IOException)
            {
                return false; // a process that it looked at has just ended
            }
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Platform.AppHost;
using Platform.TestKit;

namespace Platform.E2ETests.Running;

/// <summary>Small programs under the real orchestrator, and what the terminal is told of them.</summary>
public sealed class StartReportsTests : IAsyncLifetime
{
    private readonly RecordedReports _reports = new();
    private DistributedApplication? _app;
    private string _answer = "it is shut";

    [Fact]
    public async Task The_terminal_is_told_why_something_waits_and_what_has_failed()
    {
        // Why something waits, of all that wait for it together, and again when the reason has changed.
        await ToldAsync(LogLevel.Warning, "Waiting for gate (needed by guest, second): it runs, but is not healthy: gate-is-open: it is shut");
        _answer = "it is jammed";
        await ToldAsync(LogLevel.Warning, "Waiting for gate (needed by guest, second): it runs, but is not healthy: gate-is-open: it is jammed");

        // The last lines of what ended, as they are to be read.
        await ToldAsync(LogLevel.Error, string.Join(
            Environment.NewLine,
            "broken ended by itself with code 3. Start it again from the page once the cause is gone. Its last lines:",
            "  the disk is full",
            "  in red"));

        // One line for what cannot start, and one for all that need it.
        await ToldAsync(LogLevel.Error, "missing cannot start: It is not installed: apt-get install it");
        await ToldAsync(LogLevel.Error, "one, three, two cannot start without missing, which does not run. Start missing from the page once its cause is gone, then what needs it.");
        _reports.All.Count(report => report.Text.Contains("apt-get", StringComparison.Ordinal)).ShouldBe(1);

        // What one asks for is no news, and what has done its work is no failure.
        await ToldAsync(LogLevel.Information, "job has finished.");
        await CommandAsync("steady", KnownResourceCommands.StopCommand);
        await StateAsync("steady", KnownResourceStates.TerminalStates);
        await CommandAsync("brief", KnownResourceCommands.StartCommand);
        await ToldAsync(LogLevel.Warning, "brief ended by itself with code 7. Start it again from the page once the cause is gone. It printed nothing.");
        _reports.All.ShouldNotContain(report => report.Text.Contains("steady", StringComparison.Ordinal));
        _reports.All.Select(report => report.Text).ShouldBeUnique();
    }

    public async Task InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(StartReports).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(_reports));
        builder.Services.AddHealthChecks().AddCheck("gate-is-open", () => HealthCheckResult.Unhealthy(_answer));
        builder.AddStartReports();

        var gate = Add("gate", "sleep 600").WithHealthCheck("gate-is-open");
        Add("guest", "sleep 600").WaitFor(gate);
        Add("second", "sleep 600").WaitFor(gate);
        Add("broken", @"sleep 1; echo 'the disk is full'; sleep 0.2; printf '\033[31min red\033[0m\n' >&2; exit 3");
        var missing = Add("missing", "sleep 600").OnBeforeResourceStarted((_, _, _) =>
            throw new DistributedApplicationException("It is not installed: apt-get install it"));
        var one = Add("one", "sleep 600").WaitFor(missing);
        Add("two", "sleep 600").WaitFor(missing);
        Add("three", "sleep 600").WaitFor(one);
        var job = Add("job", "exit 0");
        Add("after", "sleep 600").WaitForCompletion(job);
        Add("steady", "sleep 600");
        Add("brief", "exit 7").WithExplicitStart();

        _app = builder.Build();
        // It returns when the last resource has been started, and two of these never are.
        _ = _app.StartAsync();
        await StateAsync("steady", [KnownResourceStates.Running]);

        IResourceBuilder<ExecutableResource> Add(string name, string script) => builder.AddExecutable(name, "sh", "/", "-c", script);
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ToldAsync(LogLevel level, string text)
    {
        try
        {
            await Eventually.TrueAsync(() => _reports.All.Contains((level, text)), "told", TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            _reports.All.ShouldContain((level, text)); // shows what was told instead
        }
    }

    private async Task StateAsync(string resource, IEnumerable<string> states)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _app!.ResourceNotifications.WaitForResourceAsync(resource, states, patience.Token);
    }

    private async Task CommandAsync(string resource, string command) =>
        (await _app!.ResourceCommands.ExecuteCommandAsync(resource, command)).Success.ShouldBeTrue();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;

namespace AspireFallback.Tests;

public sealed class WaitingTests
{
    [Fact]
    public async Task A_resource_starts_when_what_it_waits_for_is_healthy()
    {
        var open = false;
        await using var application = new TestApplication();
        application.Builder.Services.AddHealthChecks()
            .AddCheck("gate-check", () => Volatile.Read(ref open) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("it is shut"));
        var gate = application.Builder.AddExecutable("gate", "sleep", ".", "1000").WithHealthCheck("gate-check");
        application.Builder.AddExecutable("guest", "sleep", ".", "1000").WaitFor(gate);

        await application.StartAsync();
        await application.WaitForAsync("gate", KnownResourceStates.Running);
        await application.States.WaitForResourceAsync("gate", e => e.Snapshot.Problem == "it is shut");
        (await application.WaitForAsync("guest", KnownResourceStates.Waiting)).ExitCode.ShouldBeNull();
        Volatile.Write(ref open, true);

        await application.WaitForAsync("guest", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_long_wait_says_for_what_and_why()
    {
        var clock = new FakeTimeProvider();
        await using var application = new TestApplication(clock);
        application.Builder.Services.AddHealthChecks().AddCheck("gate-check", () => HealthCheckResult.Unhealthy("it is shut"));
        var gate = application.Builder.AddExecutable("gate", "sleep", ".", "1000").WithHealthCheck("gate-check");
        application.Builder.AddExecutable("guest", "sleep", ".", "1000").WaitFor(gate);

        await application.StartAsync();
        await application.States.WaitForResourceAsync("gate", e => e.Snapshot.Problem is not null);

        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return application.Log.Contains("Waiting for gate (needed by guest): it runs, but is not healthy: it is shut", StringComparison.Ordinal);
            },
            "a line that says what the guest waits for");
    }

    [Fact]
    public async Task A_health_check_that_throws_is_told_with_its_error()
    {
        await using var application = new TestApplication();
        application.Builder.Services.AddHealthChecks().AddCheck("gate-check", () => HealthCheckResult.Unhealthy("it is shut", new IOException("no key")));
        application.Builder.AddExecutable("gate", "sleep", ".", "1000").WithHealthCheck("gate-check");

        await application.StartAsync();

        await application.States.WaitForResourceAsync("gate", e => e.Snapshot.Problem == "it is shut (IOException: no key)");
    }

    [Fact]
    public async Task A_resource_does_not_start_when_what_it_waits_for_has_ended()
    {
        await using var application = new TestApplication();
        var brief = application.Builder.AddExecutable("brief", "sh", ".", "-c", "exit 3").WithHealthCheck("never-registered");
        application.Builder.AddExecutable("guest", "sleep", ".", "1000").WaitFor(brief);

        await application.StartAsync();
        await application.WaitForAsync("guest", KnownResourceStates.FailedToStart);

        await application.LogsAsync("guest cannot start: brief will not become healthy: it ended with code 3");
    }

    [Fact]
    public async Task A_resource_starts_when_what_it_waits_for_has_completed()
    {
        await using var application = new TestApplication();
        var work = application.Builder.AddExecutable("work", "sh", ".", "-c", "exit 3");
        application.Builder.AddExecutable("guest", "sleep", ".", "1000").WaitForCompletion(work, exitCode: 3);

        await application.StartAsync();

        await application.WaitForAsync("guest", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_does_not_start_when_what_it_waits_for_ended_with_another_code()
    {
        await using var application = new TestApplication();
        var work = application.Builder.AddExecutable("work", "sh", ".", "-c", "exit 3");
        application.Builder.AddExecutable("guest", "sleep", ".", "1000").WaitForCompletion(work);

        await application.StartAsync();
        await application.WaitForAsync("guest", KnownResourceStates.FailedToStart);

        await application.LogsAsync("guest cannot start: it waits for work to end with code 0, but it ended with code 3");
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_reported()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("nothing", "no-such-command", ".");

        await application.StartAsync();

        await application.LogsAsync("nothing ended by itself with code 127");
    }
}

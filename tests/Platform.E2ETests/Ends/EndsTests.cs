using System.Diagnostics;
using System.Globalization;
using Platform.LocalServers;

namespace Platform.E2ETests.Ends;

/// <summary>However the AppHost ends, nothing of it stays, and the next one starts at once from the same folder.</summary>
public sealed class EndsTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public async Task Nothing_stays_of_an_AppHost_that_was_interrupted_or_stopped_while_it_started()
    {
        await using (var interrupted = AppHostProcess.Start(_state))
        {
            await interrupted.RunsAsync("Fraud.Api");

            interrupted.Signal("INT");

            (await interrupted.GoneAsync(Limit)).ShouldBe(0, interrupted.Output);
            ShouldBeQuiet(interrupted);
            await ShouldHaveShutDownAsync();
        }

        await using var stopped = AppHostProcess.Start(_state);
        await stopped.RunsAsync("postgres/data");

        stopped.Signal("TERM");

        (await stopped.GoneAsync(Limit)).ShouldBe(0, stopped.Output);
        ShouldBeQuiet(stopped);
        await ShouldHaveShutDownAsync();
    }

    [Fact]
    public async Task Nothing_stays_of_an_AppHost_that_was_killed_or_whose_command_was()
    {
        await using (var killed = AppHostProcess.Start(_state))
        {
            await killed.ServersListenAsync();

            killed.Signal("KILL");

        }

        // What is left of it is not waited for: the next one has to do with what it finds.

        using var command = Process.Start("sleep", "600");
        await using var next = AppHostProcess.Start(_state, ("ASPIRE_CLI_PID", command.Id.ToString(CultureInfo.InvariantCulture)));
        await next.ShowsAsync("Login to the dashboard at http://"); // before that, servers may be those of the killed one
        await next.ServersListenAsync();

        command.Kill();

        (await next.GoneAsync(Limit)).ShouldBe(0, next.Output);
        ShouldBeQuiet(next);
        await ShouldHaveShutDownAsync();
    }

    [Fact]
    public async Task A_missing_server_program_is_one_clear_line_with_the_command_that_installs_it()
    {
        using var programs = new ProgramsWithout("epmd");
        await using var host = AppHostProcess.Start(_state, ("PATH", programs.Path));

        await host.ShowsAsync("cannot start without messaging");

        host.Output.Split('\n').Where(line => line.Contains("apt-get", StringComparison.Ordinal)).ShouldHaveSingleItem().Trim().ShouldBe(
            "messaging cannot start: RabbitMQ is not installed. On Debian and Ubuntu: apt-get install -y --no-install-recommends rabbitmq-server");
        host.Output.ShouldContain("fraud-api, healthcare-api, manufacturing-api, retail-api cannot start without messaging, which does not run.");
        host.Output.ShouldContain("Login to the dashboard at http://");
        ShouldBeQuiet(host);
        host.Signal("TERM");
        (await host.GoneAsync(Limit)).ShouldBe(0, host.Output);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Leftovers.StopAsync(_state, Limit, CancellationToken.None);
        _state.Delete();
    }

    // What a newcomer has to read: no stack traces, and no flood.
    private static void ShouldBeQuiet(AppHostProcess host)
    {
        host.Output.ShouldNotContain("   at ");
        host.Output.Split('\n').Length.ShouldBeLessThan(60, host.Output);
    }

    private async Task ShouldHaveShutDownAsync()
    {
        var tools = Path.GetDirectoryName(new FileInfo(LocalPostgres.Installed!).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? LocalPostgres.Installed!)!;
        using var control = Process.Start(new ProcessStartInfo(Path.Combine(tools, "pg_controldata"), [Path.Combine(_state.Path, "postgres", "data")])
        {
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        })!;
        (await control.StandardOutput.ReadToEndAsync()).Split('\n')
            .Single(line => line.StartsWith("Database cluster state:", StringComparison.Ordinal))
            .ShouldEndWith(" shut down");
    }
}

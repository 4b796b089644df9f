using Platform.LocalServers;

namespace LocalServers.Tests;

public sealed class RunningServerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly StateFolder _state = StateFolder.Temporary();

    public static TheoryData<string> Servers => ["postgres", "messaging"];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_answers_when_it_is_started_and_leaves_nothing_behind_when_it_is_stopped(string name)
    {
        using var limit = new CancellationTokenSource(Limit);
        var server = Server(name);
        await using (await RunningServer.StartAsync(server, limit.Token))
        {
            (await server.ProblemAsync(limit.Token)).ShouldBeNull();
            Leftovers.Find(_state).ShouldNotBeEmpty();
        }

        (await server.ProblemAsync(limit.Token)).ShouldNotBeNull();
        Leftovers.Find(_state).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_that_was_killed_starts_again_on_its_data_and_port(string name)
    {
        using var limit = new CancellationTokenSource(Limit);
        var server = Server(name);
        int port;
        await using (var first = await RunningServer.StartAsync(server, limit.Token))
        {
            port = server.Port;
            await first.KillAsync();
        }

        await using var second = await RunningServer.StartAsync(Server(name), limit.Token);

        second.Server.Port.ShouldBe(port);
        (await second.Server.ProblemAsync(limit.Token)).ShouldBeNull();
    }

    public void Dispose() => _state.Delete();

    private LocalServer Server(string name) => name == "postgres" ? new LocalPostgres(_state) : new LocalRabbitMq(_state);
}

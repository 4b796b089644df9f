using System.Net;
using System.Net.NetworkInformation;
using Npgsql;
using Platform.LocalServers;
using RabbitMQ.Client;

namespace LocalServers.Tests;

/// <summary>The servers of this machine's packages, really started.</summary>
public sealed class RunningServerTests : IAsyncLifetime
{
    private readonly StateFolder _state = StateFolder.Temporary();

    [Fact]
    public async Task Postgres_answers_only_with_its_password_and_keeps_its_data_through_a_power_cut()
    {
        var postgres = new LocalPostgres(_state);
        await using (var first = await RunningServer.StartAsync(postgres, CancellationToken.None))
        {
            await ExecuteAsync(postgres.ConnectionString(), "create table kept (id int); insert into kept values (42)");
            await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(postgres.ConnectionString() + ";Password=wrong;Pooling=false", "select 1"));
            ShouldListenOnLoopbackOnly(postgres.Port);
            var port = postgres.Port;

            await first.KillAsync();
            NpgsqlConnection.ClearAllPools();
            await using var second = await RunningServer.StartAsync(postgres, CancellationToken.None);

            postgres.Port.ShouldBe(port);
            (await ExecuteAsync(postgres.ConnectionString(), "select id from kept")).ShouldBe(42);
        }

        NpgsqlConnection.ClearAllPools();
        Leftovers.Find(_state).ShouldBeEmpty();
        (await postgres.ProblemAsync(CancellationToken.None)).ShouldBe($"Postgres does not answer on port {postgres.Port}.");
    }

    [Fact]
    public async Task RabbitMq_answers_only_on_loopback_and_leaves_no_epmd()
    {
        var rabbit = new LocalRabbitMq(_state);
        await using (await RunningServer.StartAsync(rabbit, CancellationToken.None))
        {
            await using (var connection = await new ConnectionFactory { Uri = new Uri(rabbit.ConnectionString) }.CreateConnectionAsync())
            {
                connection.IsOpen.ShouldBeTrue();
            }

            foreach (var name in new[] { "messaging", "management", "epmd", "erlang" })
            {
                ShouldListenOnLoopbackOnly(_state.KeptPort(name)!.Value);
            }

            Leftovers.Find(_state).ShouldNotBeEmpty();
        }

        Leftovers.Find(_state).ShouldBeEmpty();
    }

    [Fact]
    public async Task Leftovers_of_a_killed_start_are_found_and_ended()
    {
        var postgres = new LocalPostgres(_state);
        await using var running = await RunningServer.StartAsync(postgres, CancellationToken.None);
        Leftovers.Find(_state).ShouldNotBeEmpty();

        var ended = await Leftovers.StopAsync(_state, TimeSpan.FromSeconds(10), CancellationToken.None);

        ended.ShouldBeGreaterThan(0);
        Leftovers.Find(_state).ShouldBeEmpty();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _state.Delete();
        return Task.CompletedTask;
    }

    private static void ShouldListenOnLoopbackOnly(int port)
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port).ToArray();
        listeners.ShouldNotBeEmpty();
        listeners.ShouldAllBe(listener => IPAddress.IsLoopback(listener.Address));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

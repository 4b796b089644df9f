using Platform.LocalServers;

namespace Platform.Cli.Testing;

/// <summary>One Postgres and one RabbitMQ for all test projects of a run, in a folder that is deleted afterwards.</summary>
internal sealed class TestServers : IAsyncDisposable
{
    private readonly StateFolder _state = StateFolder.Temporary();
    private readonly List<RunningServer> _running = [];

    /// <summary>What tells the test kit that servers are there.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static async Task<TestServers> StartAsync(CancellationToken cancellationToken)
    {
        var servers = new TestServers();
        try
        {
            var postgres = new LocalPostgres(servers._state);
            var broker = new LocalRabbitMq(servers._state);
            servers._running.AddRange(await Task.WhenAll(
                RunningServer.StartAsync(postgres, cancellationToken),
                RunningServer.StartAsync(broker, cancellationToken)));
            servers.Environment["TEST_POSTGRES"] = postgres.ConnectionString();
            servers.Environment["TEST_RABBITMQ"] = broker.ConnectionString;
            servers.Environment["TEST_RABBITMQ_MANAGEMENT"] = broker.Management.ToString();
            return servers;
        }
        catch (LocalServerException failure)
        {
            await servers.DisposeAsync();
            throw new CommandFailedException(failure.Message);
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running)
        {
            await server.DisposeAsync();
        }

        // What was still starting when its neighbour failed.
        await Leftovers.StopAsync(_state, TimeSpan.FromSeconds(30), CancellationToken.None);
        _state.Delete();
    }
}

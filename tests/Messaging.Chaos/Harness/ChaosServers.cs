using Npgsql;
using Platform.TestKit;

namespace Messaging.Chaos.Harness;

/// <summary>A broker and a Postgres server that may be killed. Several runs may use them, one after the other.</summary>
public sealed class ChaosServers : IAsyncDisposable
{
    private readonly PrivateBroker _broker;
    private readonly PrivatePostgres _postgres;
    private int _runs;

    private ChaosServers(PrivateBroker broker, PrivatePostgres postgres)
    {
        _broker = broker;
        _postgres = postgres;
    }

    /// <summary>AMQP URI.</summary>
    public string Broker => _broker.ConnectionString;

    /// <summary>Starts both.</summary>
    public static async Task<ChaosServers> StartAsync(CancellationToken cancellationToken = default)
    {
        var postgres = PrivatePostgres.StartNewAsync(cancellationToken);
        var broker = PrivateBroker.StartNewAsync(cancellationToken);
        try
        {
            await Task.WhenAll(postgres, broker);
            return new ChaosServers(await broker, await postgres);
        }
        catch
        {
            await DisposeAsync(broker);
            await DisposeAsync(postgres);
            throw;
        }
    }

    /// <summary>A name for a run that shares nothing with earlier ones.</summary>
    public string NextRun() => $"run{Interlocked.Increment(ref _runs)}";

    /// <summary>Connection string of a database, which need not be there yet.</summary>
    public string Database(string name) =>
        new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name, MaxPoolSize = 30, Timeout = 5 }.ConnectionString;

    /// <summary>Ends a server as a power cut would.</summary>
    public Task KillAsync(Victim victim) => Server(victim).KillAsync();

    /// <summary>Starts a killed server on its old port with its old data.</summary>
    public async Task RestartAsync(Victim victim, CancellationToken cancellationToken)
    {
        await Server(victim).StartAsync(cancellationToken);
        // Connections of the harness itself that did not outlive it.
        NpgsqlConnection.ClearAllPools();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private PrivateServer Server(Victim victim) => victim == Victim.Broker ? _broker : _postgres;

    private static async Task DisposeAsync<T>(Task<T> server)
        where T : PrivateServer
    {
        try
        {
            await (await server).DisposeAsync();
        }
        catch (Exception)
        {
            // It never started: what failed first is thrown.
        }
    }
}

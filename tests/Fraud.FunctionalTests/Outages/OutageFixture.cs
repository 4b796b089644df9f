using Npgsql;

namespace Fraud.FunctionalTests.Outages;

/// <summary>The service with a network to its servers that can break.</summary>
public sealed class OutageFixture() : ServiceFixture<Program>("frauddb")
{
    /// <summary>A minute, in the middle of the load.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromMinutes(1);

    private TcpProxy? _database;
    private TcpProxy? _broker;

    /// <summary>Between the service and Postgres.</summary>
    public TcpProxy DatabaseNetwork => _database ??= ToDatabase();

    /// <summary>Between the service and RabbitMQ.</summary>
    public TcpProxy BrokerNetwork => _broker ??= ToBroker();

    public HttpClient Payments => CreateClient(role: "payments");

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("ConnectionStrings:frauddb", new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Host = "127.0.0.1", Port = DatabaseNetwork.Port, Timeout = 2 }.ConnectionString),
        new("ConnectionStrings:messaging", new UriBuilder(Broker.ConnectionString) { Host = "127.0.0.1", Port = BrokerNetwork.Port }.Uri.ToString()),
        new("Screening:OnDeadline", "Approve"),
        new("Screening:LateRetry", "00:00:00.200"),
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var network in new[] { _database, _broker })
        {
            if (network is not null)
            {
                await network.DisposeAsync();
            }
        }

        GC.SuppressFinalize(this);
    }

    private TcpProxy ToDatabase()
    {
        var server = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        return TcpProxy.To(server.Host!, server.Port);
    }

    private TcpProxy ToBroker()
    {
        var server = new Uri(Broker.ConnectionString);
        return TcpProxy.To(server.Host, server.Port);
    }
}

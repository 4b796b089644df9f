using Platform.TestKit;

namespace Messaging.FunctionalTests;

/// <summary>Database and virtual host of a test class; each test starts the hosts it needs.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public TestBroker Broker { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Broker = await TestBroker.CreateAsync();
        await ShopHost.CreateTablesAsync(Database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }

    public Task<ShopHost> StartAsync(Action<Platform.Messaging.MessagingBuilder<ShopContext>>? messaging = null) =>
        ShopHost.StartAsync(Database.ConnectionString, Broker.ConnectionString, messaging);

    public async Task<ShopHost> StartReadyAsync(
        Action<Platform.Messaging.MessagingBuilder<ShopContext>>? messaging = null, params (string, string)[] settings)
    {
        var host = await ShopHost.StartAsync(Database.ConnectionString, Broker.ConnectionString, messaging, null, settings);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }

    public Task<long> WaitingInOutboxAsync() => Database.ScalarAsync<long>("SELECT count(*) FROM messaging.outbox");

    /// <summary>Messages of the shop's queue that no further attempt is made for.</summary>
    public Task<long> DeadLettersAsync() =>
        Database.ScalarAsync<long>($"SELECT count(*) FROM messaging.dead_letters WHERE queue = '{ShopHost.Queue}'");
}

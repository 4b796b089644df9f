using Platform.TestKit;

namespace Messaging.FunctionalTests.Broker;

/// <summary>The network between a service and its broker breaks while events flow.</summary>
public sealed class NetworkTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    // A dead connection is noticed after twice that.
    private const string ShortHeartbeat = "00:00:01";

    // An attempt that an outage used up would park its message at once, and its order would never be shipped.
    private static readonly (string, string) NoRetries = ("Messaging:Retries", "0");

    // Generous, on a machine that is busy with other tests.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Short_cuts_lose_nothing_and_double_nothing()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);

        for (var cut = 0; cut < 5; cut++)
        {
            await orders.ContinuesAsync();
            proxy.Cut();
        }

        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");
        orders.Unclear.ShouldBe(0);
    }

    [Fact]
    public async Task Orders_are_taken_while_the_broker_refuses_connections_and_go_out_afterwards()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        proxy.Refuse();
        await Eventually.TrueAsync(async () => !await host.IsReadyAsync(), "the host notices");
        await orders.ContinuesAsync(100);
        proxy.Forward();

        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");
        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        orders.Unclear.ShouldBe(0);
        orders.Longest.ShouldBeLessThan(Soon, "no request waits for the broker");
    }

    // One way each: publications arrive and their confirmations do not; deliveries arrive and their acknowledgements do not.
    [Theory]
    [InlineData(ProxyDirection.Both)]
    [InlineData(ProxyDirection.ToClient)]
    [InlineData(ProxyDirection.ToServer)]
    public async Task A_network_that_swallows_everything_loses_nothing_and_doubles_nothing(ProxyDirection direction)
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        proxy.BlackHole(direction);
        await Eventually.TrueAsync(async () => !await host.IsReadyAsync(), "the host notices");
        await orders.ContinuesAsync(100);
        proxy.Forward();

        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again", TimeSpan.FromSeconds(60));
        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        orders.Unclear.ShouldBe(0);
        orders.Longest.ShouldBeLessThan(Soon, "no request waits for the broker");
    }

    [Fact]
    public async Task A_hole_too_short_for_heartbeats_to_notice_costs_time_and_copies_and_nothing_else()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy, heartbeat: "00:00:30", ("Messaging:ConfirmTimeout", "00:00:00.500"));
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        proxy.BlackHole();
        await orders.ContinuesAsync(200); // publications lose their confirmations, and their channels the answer to being closed
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() > 200, "events wait");
        proxy.Forward();

        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        orders.Unclear.ShouldBe(0);
    }

    [Fact]
    public async Task What_arrived_without_its_confirmation_is_sent_again_and_handled_once()
    {
        await using var proxy = Proxy();
        await using var outside = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await using var host = await StartAsync(proxy);

        proxy.BlackHole(ProxyDirection.ToClient);
        var order = await host.TakeOrderAsync();
        var first = await outside.NextAsync();
        (await fixture.WaitingInOutboxAsync()).ShouldBe(1);
        proxy.Cut();
        proxy.Forward();

        var second = await outside.NextAsync();
        second.Envelope!.Id.ShouldBe(first.Envelope!.Id);
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "it is confirmed");
        await Eventually.TrueAsync(async () => await ShipmentsAsync(order) == 1, "it is handled");
        await host.StopAsync();
        (await ShipmentsAsync(order)).ShouldBe(1);
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
    }

    [Fact]
    public async Task A_slow_network_is_no_outage()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);

        proxy.Slow(TimeSpan.FromMilliseconds(100));
        var accepted = proxy.Accepted;
        await orders.ContinuesAsync(100);

        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        proxy.Accepted.ShouldBe(accepted, "no connection was made again");
    }

    private Task<long> ShipmentsAsync(Guid order) =>
        fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order}'");

    private TcpProxy Proxy()
    {
        var broker = new Uri(fixture.Broker.ConnectionString);
        return TcpProxy.To(broker.Host, broker.Port);
    }

    private async Task<ShopHost> StartAsync(
        TcpProxy proxy, string heartbeat = ShortHeartbeat, params (string, string)[] settings)
    {
        var broker = new UriBuilder(fixture.Broker.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.Uri.ToString();
        var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, broker, settings: [NoRetries, ("Messaging:Heartbeat", heartbeat), .. settings]);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }
}

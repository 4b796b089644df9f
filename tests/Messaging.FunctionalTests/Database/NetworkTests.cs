using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Database;

/// <summary>The network between a service and its database breaks while events flow.</summary>
public sealed class NetworkTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    // Postgres' ReadyForQuery outside a transaction: what was asked for is committed.
    private const string Committed = "Z\0\0\0\u0005I";

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
    }

    [Fact]
    public async Task An_unreachable_database_is_waited_for_and_no_attempt_is_used_up()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        proxy.Refuse();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Broker.PublishAsync(
            OrderTaken.Type, new OrderTaken(Guid.CreateVersion7(), 1), ShopJson.Default.OrderTaken)));
        await Eventually.StaysTrueAsync(
            () => Task.FromResult(host.Shipping.Attempts.All(attempt => attempt.Attempt == 1)), "no attempt is used up", TimeSpan.FromSeconds(2));
        proxy.Forward();

        await orders.ContinuesAsync();
        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(ShopHost.Queue) == 0, "the queue is empty");
    }

    [Theory]
    [InlineData(ProxyDirection.Both)]
    [InlineData(ProxyDirection.ToClient)]
    public async Task A_network_that_swallows_everything_loses_nothing_and_doubles_nothing(ProxyDirection direction)
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        proxy.BlackHole(direction);
        var taken = 0;
        await Eventually.TrueAsync(() => taken == (taken = orders.Committed), "what was under way is done");
        // Longer than commands and new connections may take.
        await Eventually.StaysTrueAsync(() => Task.FromResult(orders.Committed == taken), "no order is taken", TimeSpan.FromSeconds(5));
        proxy.Forward();

        await orders.ContinuesAsync();
        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
    }

    [Fact]
    public async Task A_consumer_whose_commit_is_made_and_not_answered_has_its_effect_once()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        var order = new OrderTaken(Guid.CreateVersion7(), 1);

        var lost = proxy.LoseAnswer(Committed, "INSERT INTO messaging.inbox", "COMMIT");
        var id = await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);

        await lost.WaitAsync(Eventually.Patience);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
        await host.StopAsync();
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        host.Shipping.Attempts.Count(attempt => attempt.MessageId == id).ShouldBe(1);
        (await ShipmentsAsync(order.OrderId)).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_whose_commit_is_made_and_not_answered_has_its_event_handled_once()
    {
        await using var proxy = Proxy();
        await using var host = await StartAsync(proxy);
        var order = Guid.CreateVersion7();

        var lost = proxy.LoseAnswer(Committed, "INSERT INTO messaging.outbox");
        // The retrying strategy saves again and finds the row of its own first try, unless that is sent by then.
        var refusal = await Record.ExceptionAsync(() => host.TakeOrderAsync(order));

        await lost.WaitAsync(Eventually.Patience);
        (refusal is null or DbUpdateException).ShouldBeTrue();
        await Eventually.TrueAsync(async () => await ShipmentsAsync(order) == 1, "the order is shipped");
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "everything is sent");
        await host.StopAsync();
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        (await ShipmentsAsync(order)).ShouldBe(1);
    }

    [Fact]
    public async Task A_relay_whose_commit_is_made_and_not_answered_sends_nothing_twice()
    {
        await using var proxy = Proxy();
        await using var outside = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await using var host = await StartAsync(proxy);

        var lost = proxy.LoseAnswer(Committed, "DELETE FROM messaging.outbox", "COMMIT");
        var order = await host.TakeOrderAsync();

        await lost.WaitAsync(Eventually.Patience);
        var later = await host.TakeOrderAsync();
        var sent = new[] { (await outside.NextAsync()).Envelope!.Subject, (await outside.NextAsync()).Envelope!.Subject };
        sent.ShouldBe([order.ToString(), later.ToString()], ignoreOrder: true);
    }

    private Task<long> ShipmentsAsync(Guid order) =>
        fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order}'");

    private TcpProxy Proxy()
    {
        var server = new NpgsqlConnectionStringBuilder(fixture.Database.ConnectionString);
        return TcpProxy.To(server.Host!, server.Port);
    }

    private async Task<ShopHost> StartAsync(TcpProxy proxy)
    {
        // Npgsql's time limits are 15 and 30 s; a test has no time for that.
        var database = new NpgsqlConnectionStringBuilder(fixture.Database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = proxy.Port,
            Timeout = 2,
            CommandTimeout = 2,
            CancellationTimeout = 500,
        };
        var host = await ShopHost.StartAsync(
            database.ConnectionString, fixture.Broker.ConnectionString, settings: ("Messaging:Retries", "0"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }
}

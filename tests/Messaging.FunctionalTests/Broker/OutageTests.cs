using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Broker;

public sealed class OutageTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:1";

    [Fact]
    public async Task A_service_starts_without_its_broker_and_is_not_ready()
    {
        await using var host = await ShopHost.StartAsync(fixture.Database.ConnectionString, NoBroker);

        (await host.HealthAsync()).ShouldBe(HealthStatus.Unhealthy);
        await host.TakeOrderAsync();
        (await fixture.WaitingInOutboxAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_service_starts_without_its_database_and_goes_on_when_it_is_there()
    {
        await using var late = await TestDatabase.CreateAsync();
        await using var host = await ShopHost.StartAsync(late.ConnectionString, fixture.Broker.ConnectionString);
        (await host.IsReadyAsync()).ShouldBeFalse();

        await ShopHost.CreateTablesAsync(late.ConnectionString);

        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var order = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
    }

    [Fact]
    public async Task What_a_process_committed_and_did_not_publish_goes_out_at_the_next_start()
    {
        Guid order;
        await using (var crashed = await ShopHost.StartAsync(fixture.Database.ConnectionString, NoBroker))
        {
            order = await crashed.TakeOrderAsync();
        }

        await using var next = await fixture.StartReadyAsync();
        await Eventually.TrueAsync(async () => await next.ShipmentsAsync(order) == 1, "the order is shipped");
    }

    [Fact]
    public async Task Closed_connections_are_made_again_and_nothing_is_lost_or_doubled()
    {
        await using var host = await fixture.StartReadyAsync();
        var orders = new List<Guid>();
        // In order, as an operator does it; NetworkTests cut them. The broker lists a connection only after some seconds.
        for (var round = 0; round < 2; round++)
        {
            orders.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.TakeOrderAsync())));
            await fixture.Broker.CloseConnectionsAsync();
        }

        foreach (var order in orders)
        {
            await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        }

        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");
    }

    [Fact]
    public async Task A_deleted_queue_is_declared_again()
    {
        await using var host = await fixture.StartReadyAsync();

        await fixture.Broker.DeleteQueueAsync(ShopHost.Queue);
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(ShopHost.Queue) == 0, "the queue is there again");
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");

        var order = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
    }
}

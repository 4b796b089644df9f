using Microsoft.Extensions.DependencyInjection;
using Platform.TestKit;

namespace Messaging.FunctionalTests.BackPressure;

/// <summary>
/// What a process holds of a queue is what the broker has handed to it and not seen acknowledged. That is counted at the
/// broker; the process's own memory would show the garbage collector's mood as well.
/// </summary>
public sealed class SlowConsumerTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string Queue = "shop." + BulkyOrder.Type;
    private const int Prefetch = 6;
    private const int Concurrency = 2;
    private const int Published = 20 * Prefetch;

    // A session begins with one message, and takes the full number beside it.
    private const int HeldAtMost = Prefetch + 1;

    [Fact]
    public async Task A_consumer_that_stands_still_holds_no_more_than_its_prefetch_however_much_waits()
    {
        var gate = new Gate();
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            fixture.Broker.ConnectionString,
            m => m
                .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
                .Consumes<BulkyOrder, GatedConsumer>(BulkyOrder.Type, BulkyJson.Default.BulkyOrder),
            s => s.AddSingleton(gate),
            ("Messaging:Prefetch", $"{Prefetch}"),
            ("Messaging:Concurrency", $"{Concurrency}"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var padding = new string('x', 200_000);

        for (var i = 0; i < Published; i++)
        {
            await fixture.Broker.PublishAsync(
                BulkyOrder.Type, new BulkyOrder(Guid.CreateVersion7(), padding), BulkyJson.Default.BulkyOrder);
        }

        await Eventually.TrueAsync(async () => await HandedOutAsync() == HeldAtMost, "the prefetch is used");
        await Eventually.TrueAsync(() => gate.Arrived == Concurrency, "as many are handled as may be at once");
        await Eventually.StaysTrueAsync(
            async () => await HandedOutAsync() == HeldAtMost && gate.Arrived == Concurrency, "no more is taken", TimeSpan.FromMilliseconds(500));

        gate.Open();
        await Eventually.TrueAsync(
            async () => await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM shipments") == Published, "all are handled in the end");
        await host.StopAsync();
        (await fixture.Database.ScalarAsync<long>("SELECT count(DISTINCT \"OrderId\") FROM shipments")).ShouldBe(Published);

        // Nothing is acknowledged while the gate is closed.
        async Task<long> HandedOutAsync() => Published - await fixture.Broker.CountAsync(Queue);
    }
}

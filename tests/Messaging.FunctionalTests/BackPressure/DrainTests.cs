using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;
using Platform.TestKit;

namespace Messaging.FunctionalTests.BackPressure;

/// <summary>A service that stops gives its handlers and its outbox <c>DrainTimeout</c>, and no more.</summary>
public sealed class DrainTests(ShopFixture fixture) : IClassFixture<ShopFixture>, IAsyncLifetime
{
    private const string Queue = "shop." + BulkyOrder.Type;

    private static readonly (string, string) ShortDrain = ("Messaging:DrainTimeout", "00:00:00.300");

    // Far above the drain timeouts, and far below what a stop without them takes.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly Gate _gate = new();

    // Each test begins with an empty queue.
    public Task InitializeAsync() => fixture.Broker.DeleteQueueAsync(Queue);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Running_handlers_end_and_what_they_published_last_is_sent_before_the_service_has_stopped()
    {
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await using var host = await StartAsync<GatedConsumer>();
        var before = await EffectsAsync();
        var orders = await PublishAsync(3);
        await Eventually.TrueAsync(() => _gate.Arrived == 3, "all three are being handled");

        var stopping = host.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        _gate.Open();
        await stopping;

        (await EffectsAsync()).ShouldBe(before + 3);
        (await fixture.Broker.CountAsync(Queue)).ShouldBe(0u);
        (await fixture.WaitingInOutboxAsync()).ShouldBe(0);
        var sent = new List<Guid>();
        while (await events.TryNextAsync() is { } message)
        {
            sent.Add(message.Read(ShopJson.Default.OrderTaken).OrderId);
        }

        sent.ShouldBe(orders, ignoreOrder: true);
    }

    [Fact]
    public async Task Handlers_that_do_not_end_in_time_are_cancelled_and_their_messages_come_again()
    {
        await using var stuck = await StartAsync<GatedConsumer>(ShortDrain);
        var before = await EffectsAsync();
        await PublishAsync(2);
        await Eventually.TrueAsync(() => _gate.Arrived == 2, "both are being handled");

        (await StopAsync(stuck)).ShouldBeLessThan(Soon);
        (await EffectsAsync()).ShouldBe(before);
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(Queue) == 2, "both are in the queue again");

        // It was no failure of theirs: no attempt is used up.
        _gate.Open();
        await using var next = await StartAsync<GatedConsumer>(("Messaging:Retries", "0"));
        await Eventually.TrueAsync(async () => await EffectsAsync() == before + 2, "both are handled");
        next.Services.GetRequiredService<Gate>().Attempts.ShouldAllBe(attempt => attempt == 1);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_cancellation_does_not_hold_up_the_stop()
    {
        await using var deaf = await StartAsync<DeafConsumer>(ShortDrain);
        var before = await EffectsAsync();
        await PublishAsync(1);
        await Eventually.TrueAsync(() => _gate.Arrived == 1, "it is being handled");

        (await StopAsync(deaf)).ShouldBeLessThan(Soon);
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(Queue) == 1, "it is in the queue again");

        _gate.Open();
        await using var next = await StartAsync<GatedConsumer>();
        await Eventually.TrueAsync(async () => await EffectsAsync() == before + 1, "it is handled");
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_sent_does_not_hold_up_the_stop()
    {
        await using var cutOff = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, "amqp://guest:guest@127.0.0.1:1", ShopHost.PublishOnly);
        var order = await cutOff.TakeOrderAsync();

        (await StopAsync(cutOff)).ShouldBeLessThan(Soon);

        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await using var next = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await Eventually.TrueAsync(
            async () => (await events.TryNextAsync())?.Read(ShopJson.Default.OrderTaken).OrderId == order, "it is sent by the next process");
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_does_not_hold_up_the_stop()
    {
        var broker = new Uri(fixture.Broker.ConnectionString);
        await using var proxy = TcpProxy.To(broker.Host, broker.Port);
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            new UriBuilder(broker) { Host = "127.0.0.1", Port = proxy.Port }.Uri.ToString(),
            ShopHost.PublishAndShip,
            settings: [ShortDrain, ("Messaging:ConfirmTimeout", "00:05:00")]);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");

        proxy.BlackHole();
        var order = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await PublishingAsync() > 0, "the relay waits for the broker's confirmation");

        (await StopAsync(host)).ShouldBeLessThan(Soon);
        (await fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM messaging.outbox WHERE subject = '{order}'")).ShouldBe(1);
        proxy.Forward();

        // Transactions that hold outbox rows.
        Task<long> PublishingAsync() => fixture.Database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE '%outbox%'");
    }

    private async Task<ShopHost> StartAsync<TConsumer>(params (string, string)[] settings)
        where TConsumer : class, IConsumer<BulkyOrder>
    {
        var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            fixture.Broker.ConnectionString,
            m => m
                .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
                .Consumes<BulkyOrder, TConsumer>(BulkyOrder.Type, BulkyJson.Default.BulkyOrder),
            s => s.AddSingleton(_gate),
            settings);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }

    private async Task<List<Guid>> PublishAsync(int count)
    {
        var orders = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            orders.Add(Guid.CreateVersion7());
            await fixture.Broker.PublishAsync(BulkyOrder.Type, new BulkyOrder(orders[i], ""), BulkyJson.Default.BulkyOrder);
        }

        return orders;
    }

    private static async Task<TimeSpan> StopAsync(ShopHost host)
    {
        var started = Stopwatch.GetTimestamp();
        // With the disposal: the process goes on until its connections are closed.
        await host.DisposeAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    private Task<long> EffectsAsync() => fixture.Database.ScalarAsync<long>("SELECT count(*) FROM shipments");
}

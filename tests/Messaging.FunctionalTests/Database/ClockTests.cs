using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;
using Platform.Messaging.Outbox;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Database;

/// <summary>The clocks of services jump and differ. Whatever must be due, or be forgotten, goes by the database's.</summary>
public sealed class ClockTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_clock_that_jumps_by_hours_holds_nothing_back_and_doubles_nothing()
    {
        var clock = new Clock();
        await using var host = await StartAsync(clock);
        await using var orders = OrderStream.Start(host);

        foreach (var hours in (int[])[5, -7, 48, 0])
        {
            await orders.ContinuesAsync();
            clock.Offset = TimeSpan.FromHours(hours);
        }

        await orders.ContinuesAsync();
        await orders.IsShippedOnceAsync(fixture.Database.ConnectionString);
    }

    [Fact]
    public async Task Services_whose_clocks_differ_by_hours_share_an_outbox_and_a_queue()
    {
        await using var ahead = await StartAsync(new Clock { Offset = TimeSpan.FromHours(9) });
        await using var behind = await StartAsync(new Clock { Offset = TimeSpan.FromHours(-9) });
        await using var early = OrderStream.Start(ahead);
        await using var late = OrderStream.Start(behind);

        await Task.WhenAll(early.ContinuesAsync(), late.ContinuesAsync());

        await early.IsShippedOnceAsync(fixture.Database.ConnectionString);
        await late.IsShippedOnceAsync(fixture.Database.ConnectionString);
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(12)]
    public async Task A_failed_message_is_tried_again_after_its_delay_whatever_the_clock_says(int hours)
    {
        var clock = new Clock();
        await using var host = await StartAsync(clock);
        host.Shipping.Behaviour = (_, context, _) => context.Attempt == 1
            ? throw new InvalidOperationException("the first attempt fails")
            : Task.CompletedTask;

        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        var id = await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await Eventually.TrueAsync(() => host.Shipping.Attempts.Any(attempt => attempt.MessageId == id), "it has failed");
        clock.Offset = TimeSpan.FromHours(hours);

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(12)]
    public async Task An_event_put_back_is_due_by_the_databases_clock(int hours)
    {
        var clock = new Clock();
        await using var producer = await StartAsync(clock, m => m.Publishes(OrderForgotten.Type, ShopJson.Default.OrderForgotten, needsSubscriber: true));
        await producer.InScopeAsync(async services =>
        {
            services.GetRequiredService<IOutbox>().Add(new OrderForgotten(Guid.CreateVersion7()));
            return await services.GetRequiredService<ShopContext>().SaveChangesAsync();
        });
        await Eventually.TrueAsync(
            async () => await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM messaging.outbox WHERE due_at IS NOT NULL") == 1,
            "nobody subscribes, and it waits");

        clock.Offset = TimeSpan.FromHours(hours);
        await using var outside = await fixture.Broker.SubscribeAsync(OrderForgotten.Type);

        await outside.NextAsync();
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "it is sent");
    }

    [Fact]
    public async Task A_clock_far_ahead_forgets_no_handled_message()
    {
        await using var host = await StartAsync(new Clock { Offset = TimeSpan.FromDays(400) }, null, ("Messaging:CleaningInterval", "00:00:01"));
        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        var id = await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");

        await Eventually.StaysTrueAsync(
            async () => await fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM messaging.inbox WHERE message_id = '{id}'") == 1,
            "it is remembered",
            TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(12)]
    public async Task The_age_of_what_waits_is_by_the_databases_clock(int hours)
    {
        await using var cutOff = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            "amqp://guest:guest@127.0.0.1:1",
            ShopHost.PublishOnly,
            services => services.AddSingleton<TimeProvider>(new Clock { Offset = TimeSpan.FromHours(hours) }),
            ("Messaging:MeasuringInterval", "00:00:01"));
        var outbox = cutOff.Services.GetRequiredService<OutboxMeasurement>();

        await cutOff.TakeOrderAsync();

        await Eventually.TrueAsync(() => outbox.Last is { Depth: 1, OldestAge.Ticks: > TimeSpan.TicksPerSecond }, "it waits, and its age grows");
        outbox.Last.OldestAge.ShouldBeLessThan(Eventually.Patience);
        // Not for the hosts of other tests.
        await fixture.Database.ExecuteAsync("DELETE FROM messaging.outbox");
    }

    private async Task<ShopHost> StartAsync(
        Clock clock, Action<MessagingBuilder<ShopContext>>? messaging = null, params (string, string)[] settings)
    {
        var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            fixture.Broker.ConnectionString,
            messaging,
            services => services.AddSingleton<TimeProvider>(clock),
            settings);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }

    /// <summary>A machine's clock that someone sets.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }
}

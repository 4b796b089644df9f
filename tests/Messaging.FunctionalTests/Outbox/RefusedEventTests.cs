using Platform.TestKit;

namespace Messaging.FunctionalTests.Outbox;

public sealed class RefusedEventTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task An_event_the_broker_keeps_refusing_is_marked_dead_and_can_be_sent_again()
    {
        await using var host = await fixture.StartReadyAsync(
            ShopHost.PublishOnly, ("Messaging:PublishAttempts", "3"), ("Messaging:PublishBackOff", "00:00:00.050"));
        var full = await fixture.Broker.SubscribeAsync(OrderTaken.Type, limit: 1);
        await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the first event fills the queue");

        var refused = await host.TakeOrderAsync();

        await Eventually.TrueAsync(
            async () => await fixture.Database.ScalarAsync<int>("SELECT attempts FROM messaging.outbox WHERE dead_at IS NOT NULL") == 3,
            "the relay gives up after three attempts");
        (await fixture.Database.ScalarAsync<string>("SELECT last_error FROM messaging.outbox")).ShouldNotBeNullOrEmpty();

        await full.DisposeAsync();
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);
        await fixture.Database.ExecuteAsync("UPDATE messaging.outbox SET dead_at = NULL, attempts = 0, due_at = NULL");
        (await events.NextAsync()).Read(ShopJson.Default.OrderTaken).OrderId.ShouldBe(refused);
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
    }
}

using Messaging.FunctionalTests.DeadLetters;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Consuming;

public sealed class HandlingTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_message_delivered_twice_is_handled_once()
    {
        await using var host = await fixture.StartReadyAsync();
        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        var marker = new OrderTaken(Guid.CreateVersion7(), 2);

        var id = await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
        await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken, id);
        await fixture.Broker.PublishAsync(OrderTaken.Type, marker, ShopJson.Default.OrderTaken);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(marker.OrderId) == 1, "a later order is shipped");
        await host.StopAsync();

        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        host.Shipping.Attempts.Count(a => a.MessageId == id).ShouldBe(1);
        (await fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order.OrderId}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Copies_that_arrive_at_the_same_time_are_handled_once()
    {
        await using var host = await fixture.StartReadyAsync();
        host.Shipping.Behaviour = (_, _, cancellationToken) => Task.Delay(50, cancellationToken);
        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        var id = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken, id)));
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order.OrderId) == 1, "the order is shipped");
        await host.StopAsync();

        host.Shipping.Attempts.Count(a => a.MessageId == id).ShouldBe(1);
        (await fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order.OrderId}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_consumers_of_one_event_both_handle_it()
    {
        await using var host = await fixture.StartReadyAsync(m => m
            .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
            .Consumes<OrderTaken, ShipOrderConsumer>(OrderTaken.Type, ShopJson.Default.OrderTaken)
            .Consumes<OrderTaken, BillOrderConsumer>(OrderTaken.Type, ShopJson.Default.OrderTaken, s => s.Named("billing")));

        var order = await host.TakeOrderAsync();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order, "bill") == 1, "the order is billed");
    }

    [Fact]
    public async Task A_failing_attempt_leaves_no_effect_and_is_made_again_until_it_succeeds()
    {
        await using var host = await fixture.StartReadyAsync();
        host.Shipping.Behaviour = (_, context, _) =>
            context.Attempt < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;

        var order = await host.TakeOrderAsync();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        host.Shipping.Attempts.Select(a => a.Attempt).ShouldBe([1, 2, 3]);
        host.Shipping.Attempts.Select(a => a.MessageId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_always_fails_is_parked_with_the_reason()
    {
        await using var host = await fixture.StartReadyAsync(null, ("Messaging:Retries", "2"));
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidTimeZoneException("a secret in a message");

        var order = await host.TakeOrderAsync();

        using var desk = new OperatorDesk(host);
        var parked = (await desk.ParkedAsync(count: 1)).Single();
        parked.Reason.ShouldBe(Failure.Failed);
        parked.ExceptionType.ShouldBe(typeof(InvalidTimeZoneException).FullName);
        parked.Attempts.ShouldBe(3);
        (await desk.InspectAsync(parked.Id)).Properties.GetRawText().ShouldNotContain("secret");
        (await host.ShipmentsAsync(order)).ShouldBe(0);
        host.Shipping.Attempts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_waiting_queue_that_someone_deleted_is_declared_again()
    {
        await using var host = await fixture.StartReadyAsync();
        host.Shipping.Behaviour = (_, context, _) =>
            context.Attempt == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await fixture.Broker.DeleteQueueAsync(QueueNames.Retry(ShopHost.Queue, TimeSpan.FromMilliseconds(50)));

        var order = await host.TakeOrderAsync();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        host.Shipping.Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_failing_message_does_not_hold_up_the_others()
    {
        await using var host = await fixture.StartReadyAsync(null, ("Messaging:RetryDelay", "00:10:00"));
        var poison = Guid.CreateVersion7();
        host.Shipping.Behaviour = (order, _, _) =>
            order.OrderId == poison ? throw new InvalidOperationException("never") : Task.CompletedTask;

        await host.TakeOrderAsync(poison);
        var good = await host.TakeOrderAsync();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(good) == 1, "the good order is shipped");
    }
}

using Platform.Messaging;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Messaging.FunctionalTests.DeadLetters;

public sealed class RetirementTests : IAsyncLifetime
{
    private static readonly (string, string) OftenLooking = ("Messaging:MeasuringInterval", "00:00:01");

    private readonly ShopFixture _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task What_waits_for_a_handler_that_is_gone_becomes_dead_letters_and_the_queues_go()
    {
        await using (await _shop.StartReadyAsync())
        {
        }

        var order = new OrderTaken(Guid.CreateVersion7(), 1);
        var id = await _shop.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await _shop.Broker.PublishRawAsync(new BasicProperties(), [1], ShopHost.Queue, "");
        await _shop.Broker.PublishRawAsync(new BasicProperties { MessageId = "dead" }, [2], QueueNames.Dead(ShopHost.Queue), "");
        await _shop.Broker.PublishRawAsync(new BasicProperties { MessageId = "waiting" }, [3], RetryQueue, "");

        // Two replicas at once.
        await using var one = await _shop.StartReadyAsync(Retire, OftenLooking);
        await using var two = await _shop.StartReadyAsync(Retire, OftenLooking);

        using var desk = new OperatorDesk(one);
        var letters = await desk.ParkedAsync(count: 4);
        letters.Count(letter => letter.Reason == Failure.HandlerGone).ShouldBe(3);
        letters.Single(letter => letter.MessageId == id.ToString()).Redrivable.ShouldBeFalse();
        foreach (var queue in new[] { ShopHost.Queue, QueueNames.Dead(ShopHost.Queue), RetryQueue })
        {
            await Eventually.TrueAsync(async () => !await ExistsAsync(queue), $"{queue} is gone");
        }

        (await _shop.DeadLettersAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task A_queue_that_never_was_is_no_trouble()
    {
        await using var host = await _shop.StartReadyAsync(Retire, OftenLooking);

        await Eventually.StaysTrueAsync(async () => !await ExistsAsync(ShopHost.Queue), "it is not made", TimeSpan.FromSeconds(1.5));
        (await host.IsReadyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_replica_of_the_version_before_is_let_finish_what_it_has()
    {
        await using var old = await _shop.StartReadyAsync();
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        old.Shipping.Behaviour = async (_, _, _) =>
        {
            entered.TrySetResult();
            await leave.Task;
        };
        var order = await old.TakeOrderAsync();
        await entered.Task;

        await using var next = await _shop.StartReadyAsync(Retire, OftenLooking);
        await Eventually.StaysTrueAsync(() => ExistsAsync(ShopHost.Queue), "the queue stays", TimeSpan.FromSeconds(2.5));
        leave.SetResult();
        await Eventually.TrueAsync(async () => await old.ShipmentsAsync(order) == 1, "the old replica ships");
        await old.StopAsync();

        await Eventually.TrueAsync(async () => !await ExistsAsync(ShopHost.Queue), "the queue is gone");
        (await _shop.DeadLettersAsync()).ShouldBe(0);
    }

    private static string RetryQueue => QueueNames.Retry(ShopHost.Queue, TimeSpan.FromMilliseconds(50));

    private static void Retire(MessagingBuilder<ShopContext> messaging)
    {
        ShopHost.PublishOnly(messaging);
        messaging.Retires(OrderTaken.Type);
    }

    private async Task<bool> ExistsAsync(string queue)
    {
        try
        {
            await _shop.Broker.CountAsync(queue);
            return true;
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }
}

using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts.V1;

namespace Fraud.FunctionalTests.Features.ScreenOrder;

[Collection(FraudCollection.Name)]
public sealed class ScreenOrderTests(FraudFixture fraud)
{
    private const string Queue = "fraud." + OrderPlaced.Type;

    [Fact]
    public async Task An_order_is_screened_and_the_decision_published()
    {
        await using var screened = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var order = Order();

        await PublishAsync(order);

        var published = await ScreenedAsync(screened, order);
        published.TransactionId.ShouldBe(TransactionId(order));
        published.CustomerId.ShouldBe(order.CustomerId);
        var stored = await fraud.GetAsync(TransactionId(order));
        ((string?)stored["orderId"]).ShouldBe(order.OrderId.ToString());
        ((string?)stored["decision"]!["decision"]).ShouldBe(published.Decision.ToString(), StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_redelivered_order_is_screened_and_published_once()
    {
        await using var screened = await fraud.Broker.SubscribeAsync(TransactionScreened.Type);
        var (order, messageId) = (Order(), Guid.CreateVersion7());

        await PublishAsync(order, messageId);
        await ScreenedAsync(screened, order);
        await PublishAsync(order, messageId);
        await PublishAsync(order); // and as another message of the same content

        await QueueIsWorkedOffAsync();
        await Eventually.StaysTrueAsync(
            async () => await screened.TryNextAsync() is not { } next || next.Read(FraudContractsJson.Default.TransactionScreened).OrderId != order.OrderId,
            "no second event", TimeSpan.FromSeconds(1.5));
        (await CountAsync(order)).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_that_cannot_be_judged_ends_in_the_dead_letters()
    {
        var order = Order() with { Currency = "SHELLS" };

        await PublishAsync(order);

        await Eventually.TrueAsync(
            async () => await fraud.Database.ScalarAsync<long>(
                $"""
                SELECT count(*) FROM messaging.dead_letters
                WHERE queue = '{Queue}' AND reason = 'failed' AND position('{order.OrderId}' IN convert_from(content, 'UTF8')) > 0
                """) == 1,
            "the order is parked");
        (await CountAsync(order)).ShouldBe(0);
    }

    private static OrderPlaced Order() => new(
        Guid.CreateVersion7(), Requests.NewId("customer"), "web-shop", 49.90m, "EUR", Requests.Now.AddSeconds(-1));

    private static string TransactionId(OrderPlaced order) => $"order-{order.OrderId:N}";

    private Task<Guid> PublishAsync(OrderPlaced order, Guid? id = null) =>
        fraud.Broker.PublishAsync(OrderPlaced.Type, order, RetailContractsJson.Default.OrderPlaced, id);

    private static Task<TransactionScreened> ScreenedAsync(TestSubscription screened, OrderPlaced order) =>
        Eventually.GetAsync(
            async () => await screened.TryNextAsync() is { } next
                && next.Read(FraudContractsJson.Default.TransactionScreened) is { } screening
                && screening.OrderId == order.OrderId ? screening : null,
            "the order is screened");

    private Task QueueIsWorkedOffAsync() =>
        Eventually.TrueAsync(async () => await fraud.Broker.CountAsync(Queue) == 0, "the queue is worked off");

    private Task<int> CountAsync(OrderPlaced order)
    {
        var id = TransactionId(order);
        return fraud.InDatabaseAsync(database => database.Decisions.CountAsync(decision => decision.TransactionId == id));
    }
}

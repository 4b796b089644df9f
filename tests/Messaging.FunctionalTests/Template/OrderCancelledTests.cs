using Platform.TestKit;

namespace Messaging.FunctionalTests.Template;

// 4. Its test: the event goes in by the broker, the effect is seen in the database.
public sealed class OrderCancelledTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_cancelled_order_is_not_shipped()
    {
        await using var shop = await fixture.StartReadyAsync(m => m
            .Publishes(OrderTaken.Type, ShopJson.Default.OrderTaken)
            .Consumes<OrderTaken, ShipOrderConsumer>(OrderTaken.Type, ShopJson.Default.OrderTaken)
            // 3. The line, in <Service>Services.cs.
            .Consumes<OrderCancelled, StopShipmentConsumer>(OrderCancelled.Type, TemplateJson.Default.OrderCancelled));
        var (kept, cancelled) = (await shop.TakeOrderAsync(), await shop.TakeOrderAsync());
        await Eventually.TrueAsync(async () => await shop.ShipmentsAsync(cancelled) == 1, "the order is shipped");

        await fixture.Broker.PublishAsync(OrderCancelled.Type, new OrderCancelled(cancelled), TemplateJson.Default.OrderCancelled);

        await Eventually.TrueAsync(async () => await shop.ShipmentsAsync(cancelled) == 0, "the shipment is taken back");
        await Eventually.TrueAsync(async () => await shop.ShipmentsAsync(kept) == 1, "the other order is shipped");
    }
}

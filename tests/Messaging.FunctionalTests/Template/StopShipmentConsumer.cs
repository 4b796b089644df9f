using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Messaging.FunctionalTests.Template;

// 2. The consumer, in <Service>.Api/Features/<VerbNoun>.

/// <summary>Takes back the shipment of a cancelled order. Everything it changes is in the context; messaging commits it.</summary>
public sealed class StopShipmentConsumer(ShopContext database) : IConsumer<OrderCancelled>
{
    public async Task HandleAsync(OrderCancelled message, MessageContext context, CancellationToken cancellationToken)
    {
        var shipments = await database.Shipments.Where(s => s.OrderId == message.OrderId).ToListAsync(cancellationToken);
        database.Shipments.RemoveRange(shipments);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Messaging;

namespace Messaging.FunctionalTests;

/// <summary>What the consumers of one host did, and what they are told to do.</summary>
public sealed class Shipping
{
    public ConcurrentQueue<MessageContext> Attempts { get; } = new();

    /// <summary>The orders that came together.</summary>
    public ConcurrentQueue<Guid[]> Batches { get; } = new();

    public ConcurrentQueue<string?> TraceIds { get; } = new();

    /// <summary>Called at every attempt: throw to make it fail.</summary>
    public Func<OrderTaken, MessageContext, CancellationToken, Task> Behaviour { get; set; } = (_, _, _) => Task.CompletedTask;

    public async Task AttemptAsync(OrderTaken order, MessageContext context, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(context);
        TraceIds.Enqueue(Activity.Current?.TraceId.ToString());
        await Behaviour(order, context, cancellationToken);
    }
}

/// <summary>Adds its effect first and fails afterwards, so that an effect that survives a failure would be seen.</summary>
public sealed class ShipOrderConsumer(ShopContext database, Shipping shipping) : IConsumer<OrderTaken>
{
    public async Task HandleAsync(OrderTaken message, MessageContext context, CancellationToken cancellationToken)
    {
        database.Shipments.Add(new Shipment { OrderId = message.OrderId, Handler = "ship" });
        await database.SaveChangesAsync(cancellationToken);
        await shipping.AttemptAsync(message, context, cancellationToken);
    }
}

/// <summary>The same for several orders at once.</summary>
public sealed class ShipOrdersConsumer(ShopContext database, Shipping shipping) : IBatchConsumer<OrderTaken>
{
    public async Task HandleAsync(IReadOnlyList<BatchItem<OrderTaken>> messages, CancellationToken cancellationToken)
    {
        shipping.Batches.Enqueue([.. messages.Select(item => item.Message.OrderId)]);
        database.Shipments.AddRange(messages.Select(item => new Shipment { OrderId = item.Message.OrderId, Handler = "ship" }));
        await database.SaveChangesAsync(cancellationToken);
        foreach (var item in messages)
        {
            await shipping.AttemptAsync(item.Message, item.Context, cancellationToken);
        }
    }
}

/// <summary>A second consumer of the same event in the same service.</summary>
public sealed class BillOrderConsumer(ShopContext database) : IConsumer<OrderTaken>
{
    public Task HandleAsync(OrderTaken message, MessageContext context, CancellationToken cancellationToken)
    {
        database.Shipments.Add(new Shipment { OrderId = message.OrderId, Handler = "bill" });
        return Task.CompletedTask;
    }
}

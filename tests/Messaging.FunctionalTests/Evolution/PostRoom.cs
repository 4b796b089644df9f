using System.Collections.Concurrent;
using Platform.Messaging;

namespace Messaging.FunctionalTests.Evolution;

/// <summary>What the consumers of one host were given.</summary>
public sealed class PostRoom
{
    public ConcurrentQueue<object> Parcels { get; } = new();
}

/// <summary>The consumer before it moved: it knows version 1 only.</summary>
public sealed class OldParcelConsumer(ShopContext database, PostRoom room) : IConsumer<V1.ParcelPosted>
{
    public Task HandleAsync(V1.ParcelPosted message, MessageContext context, CancellationToken cancellationToken)
    {
        database.Shipments.Add(new Shipment { OrderId = message.ParcelId, Handler = "post" });
        room.Parcels.Enqueue(message);
        return Task.CompletedTask;
    }
}

/// <summary>The same consumer after it moved to version 2.</summary>
public sealed class NewParcelConsumer(ShopContext database, PostRoom room) : IConsumer<V2.ParcelPosted>
{
    public Task HandleAsync(V2.ParcelPosted message, MessageContext context, CancellationToken cancellationToken)
    {
        database.Shipments.Add(new Shipment { OrderId = message.ParcelId, Handler = "post" });
        room.Parcels.Enqueue(message);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Platform.Messaging;

namespace Messaging.FunctionalTests.BackPressure;

/// <summary>Holds handlers back.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The attempt that each handler came with.</summary>
    public ConcurrentQueue<int> Attempts { get; } = new();

    /// <summary>Handlers that have come here so far.</summary>
    public int Arrived => Attempts.Count;

    public void Open() => _opened.TrySetResult();

    public Task PassAsync(MessageContext context, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(context.Attempt);
        return _opened.Task.WaitAsync(cancellationToken);
    }
}

/// <summary>Makes its effect, and publishes an event, when the gate opens.</summary>
public sealed class GatedConsumer(ShopContext database, IOutbox outbox, Gate gate) : IConsumer<BulkyOrder>
{
    public async Task HandleAsync(BulkyOrder message, MessageContext context, CancellationToken cancellationToken)
    {
        await gate.PassAsync(context, cancellationToken);
        database.Shipments.Add(new Shipment { OrderId = message.OrderId, Handler = "gated" });
        outbox.Add(new OrderTaken(message.OrderId, 1));
    }
}

/// <summary>Waits for the gate whatever it is told.</summary>
public sealed class DeafConsumer(Gate gate) : IConsumer<BulkyOrder>
{
    public Task HandleAsync(BulkyOrder message, MessageContext context, CancellationToken cancellationToken) =>
        gate.PassAsync(context, CancellationToken.None);
}

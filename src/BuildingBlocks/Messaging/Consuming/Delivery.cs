using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.Consuming;

/// <summary>A message as the broker handed it over.</summary>
/// <param name="Tag">What the broker wants acknowledged, on the channel it came by.</param>
/// <param name="Properties">Envelope and headers.</param>
/// <param name="Content">A copy: the client reuses its buffer.</param>
internal sealed record Delivery(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Content)
{
    /// <summary>How often the broker got it back without an acknowledgement.</summary>
    public long Returns => Properties.Headers is { } headers && headers.TryGetValue("x-delivery-count", out var count)
        ? count switch { long number => number, int number => number, _ => 0 }
        : 0;

    // The client's properties borrow the buffer as well; the copy reads them out.
    public static Delivery From(BasicDeliverEventArgs delivered) =>
        new(delivered.DeliveryTag, new BasicProperties(delivered.BasicProperties), delivered.Body.ToArray());
}

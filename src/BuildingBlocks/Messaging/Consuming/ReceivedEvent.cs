using System.Text.Json;
using Platform.Messaging.Envelope;
using Platform.Messaging.Telemetry;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Consuming;

/// <summary>A delivery that could be read.</summary>
/// <param name="Index">Its place among the deliveries that were taken together.</param>
/// <param name="Envelope">Identity and trace context.</param>
/// <param name="Context">What the consumer is told.</param>
/// <param name="Message">The event, in the version that the consumer takes.</param>
internal sealed record ReceivedEvent(int Index, EventEnvelope Envelope, MessageContext Context, object Message)
{
    /// <summary>Reads a delivery; null, and why, where no further attempt could help.</summary>
    public static ReceivedEvent? Read(Subscription subscription, Delivery delivery, int index, out Failure? failure)
    {
        failure = null;
        var attempt = AttemptHeaders.ReadAttempt(delivery.Properties);
        if (!EnvelopeHeaders.TryRead(delivery.Properties, out var envelope, out var problem))
        {
            failure = new Failure(Failure.Unreadable, $"The envelope cannot be read: {problem}.", null, null, attempt);
            return null;
        }

        if (envelope.Type != subscription.Type)
        {
            var reason = EventType.IsSameEvent(envelope.Type, subscription.Type) ? Failure.UnknownVersion : Failure.UnexpectedType;
            failure = new Failure(reason, $"This queue is for '{subscription.Type}'.", null, TraceContext.TraceIdOf(null, envelope), attempt);
            return null;
        }

        try
        {
            var context = new MessageContext(envelope.Id, envelope.Type, envelope.Source, envelope.Subject, envelope.Time, attempt);
            return new ReceivedEvent(index, envelope, context, subscription.Read(delivery.Content));
        }
        catch (Exception error)
        {
            // Upcasters are our own code, but trying them again on the same content helps no more than parsing it again.
            var where = error is JsonException json ? $" (at {json.Path ?? "$"})" : "";
            failure = new Failure(
                Failure.Unreadable,
                $"The content is not a valid '{subscription.Type}'{where}.",
                error.GetType().FullName,
                TraceContext.TraceIdOf(null, envelope),
                attempt);
            return null;
        }
    }
}

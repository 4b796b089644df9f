using System.Diagnostics;
using Platform.Messaging.Consuming;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;

namespace Platform.Messaging.Telemetry;

/// <summary>
/// Continues a trace across the outbox and the broker. Names and tags are those of OpenTelemetry's conventions for messaging
/// and RabbitMQ.
/// </summary>
internal static class TraceContext
{
    private const string Send = "send";
    private const string Process = "process";

    /// <summary>The span of a publication, child of the request that added the event; null where nobody listens.</summary>
    public static Activity? StartSend(EventEnvelope envelope, string exchange) =>
        Start($"{Send} {envelope.Type}", ActivityKind.Producer, envelope)?
            .Describe(Send, $"{exchange}:{envelope.Type}", envelope.Type);

    /// <summary>
    /// The span of one attempt to handle messages: child of the publication where it is one, else a span of its own with a
    /// link to each.
    /// </summary>
    public static Activity? StartProcess(IReadOnlyList<ReceivedEvent> events, string queue)
    {
        var first = events[0];
        var activity = events.Count == 1
            ? Start($"{Process} {queue}", ActivityKind.Consumer, first.Envelope)
            : StartLinked($"{Process} {queue}", events);
        return activity?
            .Describe(Process, $"{QueueNames.Exchange}:{first.Envelope.Type}:{queue}", first.Envelope.Type)
            .SetTag("platform.messaging.attempt", first.Context.Attempt);
    }

    /// <summary>Says that it failed.</summary>
    /// <param name="type">The kind of failure: an exception's type, or a word of few.</param>
    /// <param name="detail">More of it, without content.</param>
    public static void Failed(this Activity activity, string type, string? detail = null) =>
        activity.SetStatus(ActivityStatusCode.Error, detail ?? type).SetTag("error.type", type);

    /// <summary>The trace an attempt belongs to, whether or not anybody listens.</summary>
    public static string? TraceIdOf(Activity? activity, EventEnvelope envelope) =>
        activity?.TraceId.ToString()
        ?? (ActivityContext.TryParse(envelope.TraceParent, null, out var context) ? context.TraceId.ToString() : null);

    private static Activity Describe(this Activity activity, string operation, string destination, string routingKey) => activity
        .SetTag("messaging.system", "rabbitmq")
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", operation)
        .SetTag("messaging.destination.name", destination)
        .SetTag("messaging.rabbitmq.destination.routing_key", routingKey);

    private static Activity? Start(string name, ActivityKind kind, EventEnvelope envelope)
    {
        if (!ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent))
        {
            // A trace of its own, not a child of whatever found it.
            Activity.Current = null;
        }

        return MessagingTelemetry.Source.StartActivity(name, kind, parent)?.SetTag("messaging.message.id", envelope.Id.ToString());
    }

    private static Activity? StartLinked(string name, IReadOnlyList<ReceivedEvent> events)
    {
        Activity.Current = null;
        var links = events
            .Select(e => ActivityContext.TryParse(e.Envelope.TraceParent, e.Envelope.TraceState, isRemote: true, out var context)
                ? new ActivityLink(context)
                : default)
            .Where(link => link.Context != default);
        return MessagingTelemetry.Source.StartActivity(name, ActivityKind.Consumer, default(ActivityContext), links: links)?
            .SetTag("messaging.batch.message_count", events.Count);
    }
}

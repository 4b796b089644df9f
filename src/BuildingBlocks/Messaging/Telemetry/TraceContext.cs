using System.Diagnostics;
using Platform.Messaging.Consuming;
using Platform.Messaging.Envelope;

namespace Platform.Messaging.Telemetry;

/// <summary>Continues a trace across the outbox and the broker.</summary>
internal static class TraceContext
{
    /// <summary>The span of a publication, child of the request that added the event; null where nobody listens.</summary>
    public static Activity? StartPublish(EventEnvelope envelope, string destination) =>
        Start($"publish {envelope.Type}", ActivityKind.Producer, envelope)?
            .SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.destination.name", destination);

    /// <summary>
    /// The span of one attempt to handle messages: child of the publication where it is one, else a span of its own with a
    /// link to each.
    /// </summary>
    public static Activity? StartProcess(IReadOnlyList<ReceivedEvent> events, string queue)
    {
        var first = events[0];
        var activity = events.Count == 1
            ? Start($"process {first.Envelope.Type}", ActivityKind.Consumer, first.Envelope)
            : StartLinked($"process {first.Envelope.Type}", events);
        return activity?
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.destination.name", queue)
            .SetTag("platform.messaging.attempt", first.Context.Attempt);
    }

    /// <summary>The trace an attempt belongs to, whether or not anybody listens.</summary>
    public static string? TraceIdOf(Activity? activity, EventEnvelope envelope) =>
        activity?.TraceId.ToString()
        ?? (ActivityContext.TryParse(envelope.TraceParent, null, out var context) ? context.TraceId.ToString() : null);

    /// <summary>
    /// For loops that look for work: a parent that is not sampled, so that the usual parent-based samplers leave out the
    /// database spans of looking. What is found continues its own trace.
    /// </summary>
    public static Activity Untraced(string what) => new Activity(what) { ActivityTraceFlags = ActivityTraceFlags.None }.Start();

    private static Activity? Start(string name, ActivityKind kind, EventEnvelope envelope)
    {
        if (!ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent))
        {
            // A trace of its own, not a child of the loop that found it.
            Activity.Current = null;
        }

        return MessagingTelemetry.Source.StartActivity(name, kind, parent)?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.message.id", envelope.Id.ToString());
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
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.batch.message_count", events.Count);
    }
}

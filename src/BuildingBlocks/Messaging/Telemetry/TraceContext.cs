using System.Diagnostics;
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

    /// <summary>The span of one attempt to handle a message, child of its publication.</summary>
    public static Activity? StartProcess(EventEnvelope envelope, string queue, int attempt) =>
        Start($"process {envelope.Type}", ActivityKind.Consumer, envelope)?
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.destination.name", queue)
            .SetTag("platform.messaging.attempt", attempt);

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
}

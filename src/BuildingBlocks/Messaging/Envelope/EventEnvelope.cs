namespace Platform.Messaging.Envelope;

/// <summary>The attributes of an event (CloudEvents 1.0) and its trace context, without its content.</summary>
/// <param name="Id">CloudEvents <c>id</c>.</param>
/// <param name="Type">CloudEvents <c>type</c>.</param>
/// <param name="Source">CloudEvents <c>source</c>: <c>/platform/</c> and the service.</param>
/// <param name="Subject">CloudEvents <c>subject</c>.</param>
/// <param name="Time">CloudEvents <c>time</c> (UTC).</param>
/// <param name="TraceParent">W3C trace context.</param>
/// <param name="TraceState">W3C trace state.</param>
public sealed record EventEnvelope(
    Guid Id,
    string Type,
    string Source,
    string? Subject,
    DateTimeOffset Time,
    string? TraceParent = null,
    string? TraceState = null);

namespace Platform.Messaging;

/// <summary>What came with an event.</summary>
/// <param name="MessageId">Identity of the event (UUIDv7), the same at every delivery.</param>
/// <param name="Type">Its type and version on the wire, such as <c>fraud.transaction-screened.v1</c>.</param>
/// <param name="Source">Who published it, such as <c>/platform/fraud</c>.</param>
/// <param name="Subject">What it is about within the source, where the publisher said so.</param>
/// <param name="Time">When it was published (UTC, the publisher's clock).</param>
/// <param name="Attempt">1 for the first time this subscription tries to handle it.</param>
public sealed record MessageContext(
    Guid MessageId,
    string Type,
    string Source,
    string? Subject,
    DateTimeOffset Time,
    int Attempt);

namespace Platform.Messaging.Consuming;

/// <summary>A message that a subscription has handled, written in the same transaction as its effect.</summary>
public sealed class InboxMessage
{
    /// <summary>Identity of the event.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The consumer: its queue without the version of the event.</summary>
    public required string Handler { get; init; }

    /// <summary>When it was handled (the database's clock).</summary>
    public required DateTimeOffset HandledAt { get; init; }
}

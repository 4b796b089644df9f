namespace Platform.Messaging.DeadLetters;

/// <summary>What an operator did with a dead letter: written in the same transaction as the deed, never changed.</summary>
public sealed class DeadLetterAction
{
    /// <summary>Identity (UUIDv7: in order of time).</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the subject of the token.</summary>
    public required string Actor { get; init; }

    /// <summary>What: <c>viewed</c>, <c>redriven</c> or <c>discarded</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why, in the operator's words; always there for a discard.</summary>
    public string? Note { get; init; }

    /// <summary>Which dead letter.</summary>
    public required Guid DeadLetterId { get; init; }

    /// <summary>The event's own identity.</summary>
    public string? MessageId { get; init; }

    /// <summary>The event's type.</summary>
    public string? Type { get; init; }

    /// <summary>The queue it was parked from, or <c>outbox</c>.</summary>
    public required string Queue { get; init; }

    /// <summary>Why it had been parked.</summary>
    public required string Reason { get; init; }
}

namespace Platform.Messaging.DeadLetters;

/// <summary>A message that no further attempt is made for, kept until an operator redrives or discards it.</summary>
public sealed class DeadLetter
{
    /// <summary>Identity of this parking: the same when the same parking is seen twice.</summary>
    public required Guid Id { get; init; }

    /// <summary>The subscription's queue: where a redrive sends it.</summary>
    public required string Queue { get; init; }

    /// <summary>Why it was parked: one of the constants of <see cref="Envelope.Failure"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence about it, free of content.</summary>
    public string? Detail { get; init; }

    /// <summary>CLR type of the last exception.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>W3C trace id of the last attempt.</summary>
    public string? TraceId { get; init; }

    /// <summary>When the first attempt failed; null where nobody wrote it down.</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>When the last attempt failed.</summary>
    public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>When it came into this table (the database's clock).</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>Identity of the event as it was sent: text, because a broken envelope may hold anything.</summary>
    public string? MessageId { get; init; }

    /// <summary>CloudEvents <c>type</c> as it was sent.</summary>
    public string? Type { get; init; }

    /// <summary>CloudEvents <c>source</c> as it was sent.</summary>
    public string? Source { get; init; }

    /// <summary>All message properties and headers as JSON, enough to send the message again as it was.</summary>
    public required string Properties { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required byte[] Content { get; init; }
}

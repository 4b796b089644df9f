namespace Platform.Messaging.Outbox;

/// <summary>An event that waits to be published. The row is deleted when the broker has confirmed it.</summary>
public sealed class OutboxMessage
{
    /// <summary>Identity of the event (UUIDv7): CloudEvents <c>id</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name and version of the event: CloudEvents <c>type</c>, and the routing key.</summary>
    public required string Type { get; init; }

    /// <summary>CloudEvents <c>subject</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>CloudEvents <c>time</c> (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The event as JSON, exactly as it is sent.</summary>
    public required byte[] Content { get; init; }

    /// <summary>W3C trace context of the request that made the event, so that its trace goes on in the handler.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C <c>tracestate</c> of the same.</summary>
    public string? TraceState { get; init; }

    /// <summary>How often the broker refused it.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be sent before; null is at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why the broker refused it last.</summary>
    public string? LastError { get; init; }

    /// <summary>
    /// When it was written, by the database's clock, which sets it: <see cref="Time"/> is by the service's, and replicas
    /// differ. What is put back keeps it.
    /// </summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Set when the relay gave up: the row stays until someone redrives or deletes it.</summary>
    public DateTimeOffset? DeadAt { get; init; }
}

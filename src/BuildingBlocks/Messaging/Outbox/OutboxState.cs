namespace Platform.Messaging.Outbox;

/// <summary>How much waits in the outbox.</summary>
internal readonly record struct OutboxState(long Depth, TimeSpan OldestAge, long Dead);

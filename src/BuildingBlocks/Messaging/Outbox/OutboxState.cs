namespace Platform.Messaging.Outbox;

/// <summary>How much waits in the outbox.</summary>
/// <param name="Depth">Events waiting to be published.</param>
/// <param name="OldestAge">Age of the oldest of them, by the database's clock; zero where none waits.</param>
/// <param name="Dead">Events the relay gave up on.</param>
public readonly record struct OutboxState(long Depth, TimeSpan OldestAge, long Dead);

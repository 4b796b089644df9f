namespace Messaging.Chaos.Harness;

/// <summary>What a run came to.</summary>
/// <param name="Events">Events that were committed with their state.</param>
/// <param name="Lost">Of these, without effect.</param>
/// <param name="Doubled">Effects beyond the first of the same event.</param>
/// <param name="Invented">Effects of events that were never committed.</param>
/// <param name="Parked">Messages in the dead-letter queue or table, and dead outbox rows, with effect or without.</param>
public sealed record Tally(int Events, int Lost, int Doubled, int Invented, long Parked)
{
    /// <summary>Every committed event had its effect exactly once, none was invented, and none needs a person.</summary>
    public bool IsRight => this is { Lost: 0, Doubled: 0, Invented: 0, Parked: 0 };
}

namespace Platform.Messaging.DeadLetters;

/// <summary>Which dead letters; null is any.</summary>
internal readonly record struct DeadLetterFilter(string? Queue, string? Reason);

/// <summary>How many dead letters of a queue have a reason.</summary>
internal readonly record struct DeadLetterCount(string Queue, string Reason, long Count);

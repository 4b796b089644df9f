namespace Platform.Messaging.Broker;

/// <summary>What became of a publication.</summary>
internal enum PublishOutcome
{
    /// <summary>The broker has it on disk in every queue that wants it.</summary>
    Confirmed,

    /// <summary>No queue wants it.</summary>
    Unrouted,

    /// <summary>The broker said no to this message: it counts as an attempt.</summary>
    Refused,

    /// <summary>The connection or the confirmation failed: the broker may have the message or not.</summary>
    Unknown,
}

internal readonly record struct PublishResult(PublishOutcome Outcome, string? Detail = null)
{
    public static PublishResult Confirmed => new(PublishOutcome.Confirmed);
}

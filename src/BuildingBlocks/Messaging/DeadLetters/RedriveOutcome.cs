namespace Platform.Messaging.DeadLetters;

/// <summary>What became of a redrive.</summary>
internal enum RedriveOutcome
{
    Redriven,
    NotFound,

    /// <summary>Nobody here would handle it.</summary>
    NoSubscription,

    /// <summary>The broker did not confirm it: it stays parked.</summary>
    NotSent,
}

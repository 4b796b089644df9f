namespace Platform.Inference;

/// <summary>What came of asking for another version.</summary>
public enum SwapOutcome
{
    /// <summary>It serves (or, asked for a shadow, shadows) now.</summary>
    Swapped,

    /// <summary>It did already; nothing changed.</summary>
    AlreadyServing,

    /// <summary>It failed its check, and what served before serves on.</summary>
    Refused,

    /// <summary>There is no such version folder.</summary>
    Unknown,

    /// <summary>There is nothing to roll back to.</summary>
    NothingBefore,
}

/// <summary>The outcome, with the versions and, for a refusal, every reason found.</summary>
/// <param name="From">The version that served (or shadowed) before; null for none.</param>
/// <param name="To">The version that was asked for; null for none.</param>
public sealed record SwapReport(SwapOutcome Outcome, string? From, string? To, IReadOnlyList<string> Reasons);

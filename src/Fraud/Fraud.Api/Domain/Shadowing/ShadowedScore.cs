namespace Fraud.Api.Domain.Shadowing;

/// <summary>
/// What a candidate model gave a payment that another version decided on. The payment may be missing: the two are scored
/// before the decision is committed.
/// </summary>
public sealed class ShadowedScore
{
    public required string TransactionId { get; init; }

    /// <summary>The version that decided.</summary>
    public required string LiveVersion { get; init; }

    public required float LiveScore { get; init; }

    public required string ShadowVersion { get; init; }

    /// <summary>Null where the candidate failed.</summary>
    public required float? Score { get; init; }

    /// <summary>When the version that decided had scored (UTC).</summary>
    public required DateTimeOffset ScoredAt { get; init; }

    /// <summary>When this was stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

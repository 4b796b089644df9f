namespace Fraud.Contracts.V1;

/// <summary>
/// A candidate model has scored transactions beside the one that decides. One event for each batch that was stored, with
/// all its scores: at live rates, one for each score would double the events of the service.
/// </summary>
/// <param name="ModelName">The model.</param>
/// <param name="LiveVersion">The version that decided on these transactions.</param>
/// <param name="ShadowVersion">The candidate, which decided nothing.</param>
/// <param name="From">When the first of them was scored (UTC).</param>
/// <param name="Until">When the last of them was scored (UTC).</param>
/// <param name="Scores">Each transaction once, 500 at most; an event's order says nothing.</param>
public sealed record ModelShadowed(
    string ModelName,
    string LiveVersion,
    string ShadowVersion,
    DateTimeOffset From,
    DateTimeOffset Until,
    ShadowScore[] Scores)
{
    public const string Type = "fraud.model-shadowed.v1";
}

/// <summary>One transaction scored by both versions.</summary>
/// <param name="TransactionId">The transaction, as its sender named it. Of one that was refused or failed there may be no other event.</param>
/// <param name="Live">Probability of fraud by the version that decided, 0 to 1.</param>
/// <param name="Shadow">The same by the candidate; null where it failed.</param>
public sealed record ShadowScore(string TransactionId, double Live, double? Shadow);

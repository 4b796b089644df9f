using System.ComponentModel.DataAnnotations;
using Fraud.Api.Features.ScoreTransaction;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreBatch;

/// <summary>
/// Payments to decide on together. Those of one customer are decided in the order of their times; each keeps its own deadline,
/// which counts from the arrival of the batch.
/// </summary>
public sealed record ScoreBatch(
    [property: Length(1, ScoreBatch.AtMost), NoNulls] IReadOnlyList<ScoreTransaction.ScoreTransaction> Transactions)
{
    public const int AtMost = 1_000;

    /// <summary>Largest body, in bytes: room for the longest ids.</summary>
    public const int AtMostBytes = AtMost * 768;
}

/// <param name="Results">In the order of the request.</param>
public sealed record ScoredBatch(BatchResult[] Results);

/// <param name="Scored">The decision, or the answer at the deadline; null where there is a problem.</param>
/// <param name="Problem">Why there is none: another payment has the id.</param>
public sealed record BatchResult(string TransactionId, ScoredTransaction? Scored, string? Problem);

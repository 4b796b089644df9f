using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Platform.Inference;

namespace Fraud.Api.Domain;

/// <summary>
/// What was decided on a payment and everything that made it: with the model folder of the stamp it can be replayed to
/// the bit, and without it still be read.
/// </summary>
public sealed class Decision
{
    public required string TransactionId { get; init; }

    public required ModelStamp Model { get; init; }

    /// <summary>What was known at the time, of which the features were made.</summary>
    public required PointInTime Facts { get; init; }

    public required string[] FeatureNames { get; init; }

    /// <summary>The input of the model, in the order of <see cref="FeatureNames"/>.</summary>
    public required float[] Features { get; init; }

    /// <summary>Probability of fraud by the model, 0 to 1.</summary>
    public required float Score { get; init; }

    public required Thresholds Thresholds { get; init; }

    /// <summary>What the score comes to by the thresholds; lists and rules may have made something else of it.</summary>
    public required Outcome ByModel { get; init; }

    /// <summary>The rules that were in force; null where there were none.</summary>
    public required int? RuleSetVersion { get; init; }

    /// <summary>The lists and rules that applied, lists first; also what did not change the outcome.</summary>
    public required List<Finding> Findings { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>What the sender was told at the deadline, which had passed before the decision was there; else null.</summary>
    public Outcome? AnsweredAs { get; set; }

    /// <summary>What became of the payment: what its sender was told.</summary>
    public Outcome Told => AnsweredAs ?? Outcome;

    /// <summary>What lists and rules found, then what drove the score; approvals have the findings alone.</summary>
    public required List<Reason> Reasons { get; init; }

    /// <summary>By the clock of the service (UTC).</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}

using Fraud.Api.Domain.Features;
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

    public required Outcome Outcome { get; init; }

    /// <summary>Empty for approvals.</summary>
    public required List<Reason> Reasons { get; init; }

    /// <summary>By the clock of the service (UTC).</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}

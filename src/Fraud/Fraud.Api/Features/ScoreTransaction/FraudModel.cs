using System.Runtime.CompilerServices;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>The served model as Fraud uses it: a payment with its past in, decision out.</summary>
public sealed class FraudModel([FromKeyedServices(FraudServices.ModelName)] ModelHost models)
{
    // What a version wants, and from where on it holds payments up: worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, Rules> _rules = [];

    /// <summary>Whether this service makes the features and knows the thresholds of a version.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void Accept(ModelManifest manifest) => _ = Rules.Of(manifest);

    public Decision Decide(string transactionId, PointInTime payment, DateTimeOffset now)
    {
        using var lease = models.Lease(); // score, stamp and reasons are of one version
        var model = lease.Model;
        var (features, thresholds) = _rules.GetValue(model, loaded => Rules.Of(loaded.Manifest));

        var vector = features.Vector(payment);
        var score = model.Score(vector);
        var outcome = thresholds.Decide(score);
        return new Decision
        {
            TransactionId = transactionId,
            Model = model.Stamp,
            Facts = payment,
            FeatureNames = features.Names,
            Features = vector,
            Score = score,
            Thresholds = thresholds,
            Outcome = outcome,
            // An explanation costs about a hundred scores: only where someone must act on it.
            Reasons = outcome == Outcome.Approve ? [] : [.. Reasons.Strongest(features, payment, model.Explain(vector).Contributions)],
            DecidedAt = now.ToStoredPrecision(),
        };
    }

    private sealed record Rules(FeatureSet Features, Thresholds Thresholds)
    {
        public static Rules Of(ModelManifest manifest) => new(
            FeatureSet.Of(manifest.Features.Select(feature => feature.Name)),
            Thresholds.From(manifest.Thresholds));
    }
}

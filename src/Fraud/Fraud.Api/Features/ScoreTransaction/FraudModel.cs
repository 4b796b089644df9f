using System.Runtime.CompilerServices;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

/// <summary>The served model as Fraud uses it: a payment with its past in, decision out, by model, lists and rules.</summary>
public sealed class FraudModel([FromKeyedServices(FraudServices.ModelName)] ModelHost models)
{
    // What a version wants, and from where on it holds payments up: worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, Rules> _rules = [];

    /// <summary>Whether this service makes the features and knows the thresholds of a version.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void Accept(ModelManifest manifest) => _ = Rules.Of(manifest);

    public Decision Decide(Transaction transaction, PointInTime payment, Policy policy, DateTimeOffset now)
    {
        using var lease = models.Lease(); // score, stamp and reasons are of one version
        var model = lease.Model;
        var (features, thresholds) = _rules.GetValue(model, loaded => Rules.Of(loaded.Manifest));

        var vector = features.Vector(payment);
        var score = model.Score(vector, transaction.Id, other => Rules.Of(other).Features.Vector(payment));
        var byModel = thresholds.Decide(score);
        var judgement = policy.Judge(new RuleInput(transaction, payment, score, byModel), now);
        var found = judgement.Findings.Select(finding => new Reason(finding.Code, finding.Reason, Contribution: 0));
        return new Decision
        {
            TransactionId = transaction.Id,
            Model = model.Stamp,
            Facts = payment,
            FeatureNames = features.Names,
            Features = vector,
            Score = score,
            Thresholds = thresholds,
            ByModel = byModel,
            RuleSetVersion = judgement.RuleSetVersion,
            Findings = [.. judgement.Findings],
            Outcome = judgement.Outcome,
            // An explanation costs about a hundred scores: only where someone must act on it. A network has none to give.
            Reasons = judgement.Outcome == Outcome.Approve || !model.CanExplain
                ? [.. found]
                : [.. found, .. Reasons.Strongest(features, payment, model.Explain(vector).Contributions)],
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

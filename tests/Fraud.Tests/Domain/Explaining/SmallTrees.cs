using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;
using Platform.Inference;
using Platform.Inference.Trees;

namespace Fraud.Tests.Domain.Explaining;

/// <summary>Models small enough to be worked out by hand.</summary>
internal static class SmallTrees
{
    public static readonly ModelStamp Stamp = new("fraud", "1.0.0", new string('a', 64));

    /// <summary>One split: at most the threshold, or more.</summary>
    public static Tree Stump(int feature, float threshold, float atMost, float more) => new(
        [feature, Tree.Leaf, Tree.Leaf], [threshold, 0, 0], [1, -1, -1], [2, -1, -1], [0, atMost, more], [4, 3, 1]);

    /// <summary>Scores are the sums of the leaves: review from .5 and decline from .8.</summary>
    public static ScoringModel Model(string[] features, params Tree[] trees) =>
        Model(features, new Thresholds(.5, .8), trees);

    public static ScoringModel Model(string[] features, Thresholds thresholds, params Tree[] trees)
    {
        var ensemble = new TreeEnsemble(features.Length, 0, trees, ScoreTransform.None);
        return new ScoringModel(Stamp, FeatureSet.Of(features), thresholds, ensemble, (rows, count, scores) =>
        {
            for (var row = 0; row < count; row++)
            {
                scores[row] = (float)ensemble.Score(rows.Slice(row * features.Length, features.Length));
            }
        });
    }

    /// <summary>What would have changed a decision of the model, rules and lists on a payment of the scale's amount.</summary>
    public static Counterfactuals WhatIf(
        ScoringModel model, PointInTime facts, AmountScale scale, RuleSet? rules = null, Finding[]? listed = null, int mostAmounts = 10_000) =>
        new WhatIfSearch(model, new JudgeOfThen(model.Thresholds, rules, listed ?? []), Payments.Transaction(amount: facts.Amount), mostAmounts).Of(facts, scale);

    /// <param name="recorded">What is kept as the facts; else those it is made of.</param>
    public static Decision Decision(ScoringModel model, PointInTime facts, RuleSet? rules = null, PointInTime? recorded = null)
    {
        var vector = model.Features.Vector(facts);
        var score = model.ScoreOne(vector);
        var byModel = model.Thresholds.Decide(score);
        var judgement = rules?.Judge(new RuleInput(Payments.Transaction(amount: facts.Amount), facts, score, byModel)) ?? new Judgement(byModel, [], null);
        var found = judgement.Findings.Select(finding => new Reason(finding.Code, finding.Reason, Contribution: 0));
        return new Decision
        {
            TransactionId = "t1",
            Model = model.Stamp,
            Facts = recorded ?? facts,
            FeatureNames = model.Features.Names,
            Features = vector,
            Score = score,
            Thresholds = model.Thresholds,
            ByModel = byModel,
            RuleSetVersion = judgement.RuleSetVersion,
            Findings = [.. judgement.Findings],
            Outcome = judgement.Outcome,
            Reasons = judgement.Outcome == Outcome.Approve || !model.CanExplain
                ? [.. found]
                : [.. found, .. Reasons.Strongest(model.Features, facts, model.Explain(vector)!.Contributions)],
            DecidedAt = Payments.Noon,
        };
    }
}

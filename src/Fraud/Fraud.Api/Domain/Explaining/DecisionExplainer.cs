namespace Fraud.Api.Domain.Explaining;

/// <summary>What is said of a decision when somebody reads it.</summary>
/// <param name="Reasons">Those that were given with it; for an approval, worked out now.</param>
/// <param name="Explanation">Null where it cannot be told.</param>
/// <param name="NotExplained">What cannot be told, and why; null where all is.</param>
public sealed record ExplainedDecision(Reason[] Reasons, ScoreExplanation? Explanation, string? NotExplained);

/// <summary>Explains decisions by the model of their stamp and the facts that were recorded with them.</summary>
public sealed class DecisionExplainer(RecordedModels models)
{
    public ExplainedDecision Explain(Decision decision)
    {
        using var recorded = models.Find(decision.Model, out var missing);
        return recorded is null ? new ExplainedDecision([.. decision.Reasons], null, missing) : Explain(decision, recorded.Model);
    }

    public static ExplainedDecision Explain(Decision decision, ScoringModel model)
    {
        if (model.Explain(decision.Features) is not { } contributions)
        {
            return new ExplainedDecision([.. decision.Reasons], null, "The model is no tree ensemble with covers: its scores cannot be explained exactly.");
        }

        var facts = decision.Facts.AreKnown() ? decision.Facts : null;
        var explanation = ScoreExplanation.Of(model.Features, facts, decision.Features, contributions);
        return decision.Reasons.Any(reason => reason.IsByModel()) ? new ExplainedDecision([.. decision.Reasons], explanation, null)
            : facts is null ? new ExplainedDecision([.. decision.Reasons], explanation, "The decision is older than the recording of facts: there are numbers, and no words for them.")
            : new ExplainedDecision([.. decision.Reasons, .. Reasons.Strongest(model.Features, facts, contributions.Contributions)], explanation, null);
    }
}

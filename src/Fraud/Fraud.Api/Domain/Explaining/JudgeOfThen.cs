using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Explaining;

/// <summary>
/// Judges as was done at a decision: by the thresholds of the model, the rules that were in force, and the entries of lists
/// that were found, which may have ended since.
/// </summary>
/// <param name="Listed">What entries of lists said.</param>
public sealed record JudgeOfThen(Thresholds Thresholds, RuleSet? Rules, IReadOnlyList<Finding> Listed)
{
    public static JudgeOfThen Of(Decision decision, Thresholds thresholds, RuleSet? rules) =>
        new(thresholds, rules, [.. decision.Findings.Where(finding => finding.Kind == Finding.OfList)]);

    /// <summary>The model alone.</summary>
    public static JudgeOfThen ByModel(Thresholds thresholds) => new(thresholds, null, []);

    /// <summary>What an entry of the block or the allow list decided, whatever model and rules say; null where none did.</summary>
    public Outcome? Settled => Policy.SettledBy(Listed);

    public Judgement Judge(Transaction payment, PointInTime facts, float score)
    {
        var byModel = Thresholds.Decide(score);
        var byRules = Rules?.Judge(new RuleInput(payment, facts, score, byModel)) ?? new Judgement(byModel, [], null);
        return Policy.With(Listed, byRules);
    }
}

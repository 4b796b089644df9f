using System.Collections.Immutable;
using Fraud.Api.Domain.Lists;

namespace Fraud.Api.Domain.Rules;

/// <summary>Lists and rules as they were read at one moment; which rule set is in force depends on the clock.</summary>
/// <param name="Version">Counts changes.</param>
/// <param name="Lists">All entries.</param>
/// <param name="RuleSets">By the time from which they are in force, the earliest first.</param>
public sealed record Policy(long Version, ListIndex Lists, ImmutableArray<ScheduledRuleSet> RuleSets)
{
    public static Policy None { get; } = new(0, ListIndex.Empty, []);

    public RuleSet? InForceAt(DateTimeOffset now)
    {
        for (var i = RuleSets.Length - 1; i >= 0; i--)
        {
            if (RuleSets[i].EffectiveFrom <= now)
            {
                return RuleSets[i].RuleSet;
            }
        }

        return null;
    }

    /// <summary>
    /// A block entry declines. Else an allow entry approves, whatever model and rules say. Else the strictest of model,
    /// rules and review entries. Whatever applied is found, also where something else decided.
    /// </summary>
    public Judgement Judge(RuleInput input, DateTimeOffset now)
    {
        var byRules = InForceAt(now)?.Judge(input) ?? new Judgement(input.ByModel, [], null);
        return With(Lists.Match(input.Transaction, now), byRules);
    }

    /// <summary>What entries of lists decide whatever model and rules say; null where they leave it to them.</summary>
    internal static Outcome? SettledBy(IReadOnlyList<Finding> listed) =>
        listed.Any(finding => finding.Action == Outcome.Decline) ? Outcome.Decline
        : listed.Any(finding => finding.Action == Outcome.Approve) ? Outcome.Approve
        : null;

    /// <summary>What entries of lists make of the judgement of model and rules; for a replay, those that were found then.</summary>
    /// <param name="listed">Null where there are none.</param>
    internal static Judgement With(IReadOnlyList<Finding>? listed, Judgement byRules)
    {
        if (listed is null or [])
        {
            return byRules;
        }

        var outcome = SettledBy(listed) ?? RuleSet.Strictest(byRules.Outcome, listed);
        return new Judgement(outcome, [.. listed, .. byRules.Findings], byRules.RuleSetVersion);
    }
}

/// <param name="EffectiveFrom">In force from then on, until another one is.</param>
/// <param name="RuleSet">Which.</param>
public sealed record ScheduledRuleSet(DateTimeOffset EffectiveFrom, RuleSet RuleSet);

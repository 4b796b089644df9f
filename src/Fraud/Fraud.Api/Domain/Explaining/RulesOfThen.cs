using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Domain.Explaining;

/// <summary>The rules that were in force at a decision, as far as they can be asked again.</summary>
/// <param name="RuleSet">Null where there were none, or they cannot be asked.</param>
/// <param name="Missing">Why they cannot, in a sentence; null where they can, or there were none.</param>
public sealed record RulesOfThen(RuleSet? RuleSet, string? Missing)
{
    public static RulesOfThen None { get; } = new(null, null);
}

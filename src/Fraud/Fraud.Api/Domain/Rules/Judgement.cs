namespace Fraud.Api.Domain.Rules;

/// <summary>What lists and rules made of the model's answer.</summary>
/// <param name="Outcome">The decision.</param>
/// <param name="Findings">Everything that applied, lists first; also what did not change the outcome.</param>
/// <param name="RuleSetVersion">The rule set that was in force; null where there was none.</param>
public sealed record Judgement(Outcome Outcome, IReadOnlyList<Finding> Findings, int? RuleSetVersion);

/// <summary>A rule or a list entry that applied to a payment.</summary>
/// <param name="Kind"><see cref="OfRule"/> or <see cref="OfList"/>.</param>
/// <param name="Name">Name of the rule, or of the list: block, allow, review.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="Reason">In words, for analysts.</param>
/// <param name="EntryId">Which entry, of a list; null for rules, and for what was found before entries were named.</param>
public sealed record Finding(string Kind, string Name, Outcome Action, string Reason, Guid? EntryId = null)
{
    public const string OfRule = "rule";
    public const string OfList = "list";

    /// <summary>For programs: <c>rule:large-at-night</c>, <c>list:block</c>.</summary>
    public string Code => $"{Kind}:{Name}";
}

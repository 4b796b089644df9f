using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules;

/// <summary>What to do with a payment of which a condition holds.</summary>
/// <param name="Name">Unique in its set: it goes into reasons, events and reports.</param>
/// <param name="Condition">In the language of docs/Rules.md.</param>
/// <param name="Action">What is done at least.</param>
/// <param name="Reason">What analysts read.</param>
public sealed record Rule(
    [property: Required, RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage = "must be lower-case words joined by hyphens"), StringLength(Rule.LongestName)]
    string Name,
    [property: Required, StringLength(ConditionParser.MaximumLength)] string Condition,
    RuleAction Action,
    [property: Required, StringLength(Rule.LongestReason)] string Reason)
{
    public const int LongestName = 64;
    public const int LongestReason = 200;
}

/// <summary>
/// Rules only make a decision stricter. To approve in spite of the model is for entries of the allow list: they name one
/// customer, terminal, device or card range, and end.
/// </summary>
public enum RuleAction
{
    Review,
    Decline,
}

using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>What holds where a condition does not.</summary>
public static class Opposite
{
    public static Condition Of(Condition condition) => condition switch
    {
        And(var left, var right) => new Or(Of(left), Of(right)),
        Or(var left, var right) => new And(Of(left), Of(right)),
        Not(var negated) => negated,
        Compare compare => compare with { Operator = Of(compare.Operator) },
        Presence presence => presence with { Known = !presence.Known },
        // A comparison with what is missing is false, so its opposite holds there.
        Match { Field.IsOptional: true } match => new Or(new Presence(match.Field, Known: false), match with { Kind = Of(match.Kind) }),
        Match match => match with { Kind = Of(match.Kind) },
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static Comparison Of(Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Below => Comparison.AtLeast,
        Comparison.AtLeast => Comparison.Below,
        Comparison.Above => Comparison.AtMost,
        _ => Comparison.Above,
    };

    private static TextMatch Of(TextMatch kind) => kind switch
    {
        TextMatch.In => TextMatch.NotIn,
        TextMatch.NotIn => TextMatch.In,
        TextMatch.StartsWith => TextMatch.NotStartsWith,
        _ => TextMatch.StartsWith,
    };
}

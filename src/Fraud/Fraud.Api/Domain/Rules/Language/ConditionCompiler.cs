using System.Collections.Frozen;

namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Makes of a tree a function that allocates nothing and cannot fail.</summary>
public static class ConditionCompiler
{
    public static Func<RuleInput, bool> Compile(Condition condition)
    {
        switch (condition)
        {
            case And(var left, var right):
                var (first, second) = (Compile(left), Compile(right));
                return payment => first(payment) && second(payment);
            case Or(var left, var right):
                var (one, other) = (Compile(left), Compile(right));
                return payment => one(payment) || other(payment);
            case Not(var negated):
                var inner = Compile(negated);
                return payment => !inner(payment);
            case Compare compare:
                return Compile(compare);
            case Match match:
                return Compile(match);
            case Presence(var field, var known):
                return payment => field.Value(payment) is not null == known;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

    /// <summary>By how much a number is above what it is compared with: its sign says all that the comparison asks.</summary>
    public static Func<RuleInput, double> Difference(Compare compare)
    {
        var (value, with) = (compare.Field.Value, Operand(compare));
        return payment => value(payment) - with(payment);
    }

    private static Func<RuleInput, bool> Compile(Compare compare)
    {
        var value = compare.Field.Value;
        var with = Operand(compare);
        return compare.Operator switch
        {
            Comparison.Equal => payment => value(payment) == with(payment),
            // Not "!=": a number that could not be computed (NaN) is equal to nothing and differs from nothing.
            Comparison.NotEqual => payment => value(payment) < with(payment) || value(payment) > with(payment),
            Comparison.Below => payment => value(payment) < with(payment),
            Comparison.AtMost => payment => value(payment) <= with(payment),
            Comparison.Above => payment => value(payment) > with(payment),
            _ => payment => value(payment) >= with(payment),
        };
    }

    private static Func<RuleInput, double> Operand(Compare compare)
    {
        switch (compare.Operand)
        {
            case Scaled(var factor, var field):
                var (times, other) = ((double)factor, field.Value);
                return payment => times * other(payment);
            case Literal(var literal):
                var number = compare.Field.IsSingle ? (float)literal : (double)literal;
                return _ => number;
            default:
                throw new ArgumentOutOfRangeException(nameof(compare));
        }
    }

    private static Func<RuleInput, bool> Compile(Match match)
    {
        var value = match.Field.Value;
        if (match.Kind is TextMatch.In or TextMatch.NotIn)
        {
            var values = match.Values.All.ToFrozenSet(StringComparer.Ordinal);
            var isIn = match.Kind == TextMatch.In;
            return payment => value(payment) is { } text && values.Contains(text) == isIn;
        }

        string[] beginnings = [.. match.Values.All];
        var starts = match.Kind == TextMatch.StartsWith;
        return payment => value(payment) is { } text && StartsWith(text, beginnings) == starts;
    }

    private static bool StartsWith(string text, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

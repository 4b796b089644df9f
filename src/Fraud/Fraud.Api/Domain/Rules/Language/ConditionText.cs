using System.Globalization;

namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Writes a tree as a condition that reads as the same tree.</summary>
public static class ConditionText
{
    public static string Of(Condition condition) => condition switch
    {
        Or(var left, var right) => $"{Of(left)} or {Inside(right, right is Or)}",
        And(var left, var right) => $"{Inside(left, left is Or)} and {Inside(right, right is Or or And)}",
        Not(var negated) => $"not {Inside(negated, negated is Or or And)}",
        Compare(var field, var comparison, var operand) => $"{field.Name} {Of(comparison)} {Of(operand)}",
        Match(var field, var kind, var values) => $"{field.Name} {Of(kind)} ({string.Join(", ", values.All.Select(Quoted))})",
        Presence(var field, var known) => $"{field.Name} is {(known ? "known" : "missing")}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    internal static string Of(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Below => "<",
        Comparison.AtMost => "<=",
        Comparison.Above => ">",
        _ => ">=",
    };

    private static string Of(TextMatch kind) => kind switch
    {
        TextMatch.In => "in",
        TextMatch.NotIn => "not in",
        TextMatch.StartsWith => "starts with",
        _ => "not starts with",
    };

    private static string Of(NumberOperand operand) => operand switch
    {
        Literal(var value) => Of(value),
        Scaled(1, var field) => field.Name,
        Scaled(var factor, var field) => $"{Of(factor)} * {field.Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(operand)),
    };

    private static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.Contains('"', StringComparison.Ordinal) ? $"'{text}'" : $"\"{text}\"";

    private static string Inside(Condition condition, bool inParentheses) => inParentheses ? $"({Of(condition)})" : Of(condition);
}

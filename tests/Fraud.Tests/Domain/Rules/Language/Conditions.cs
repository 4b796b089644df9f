using CsCheck;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Tests.Domain.Rules.Language;

/// <summary>Conditions to test with, of every kind.</summary>
internal static class Conditions
{
    private static readonly NumberField[] Numbers = [.. RuleFields.All.OfType<NumberField>()];
    private static readonly TextField[] Texts = [.. RuleFields.All.OfType<TextField>()];

    private static readonly Gen<decimal> Number =
        Gen.Select(Gen.Int[-2_000, 2_000], Gen.Int[0, 2], (digits, decimals) => decimal.Round(digits / (decimal)Math.Pow(10, decimals), decimals));

    private static readonly Gen<NumberOperand> Operand = Gen.OneOf<NumberOperand>(
        Number.Select(NumberOperand (value) => new Literal(value)),
        Gen.Select(Number, Gen.OneOf(Numbers), NumberOperand (factor, field) => new Scaled(factor, field)));

    private static readonly Gen<Condition> Comparison =
        Gen.Select(Gen.OneOf(Numbers), Gen.Enum<Comparison>(), Operand, Condition (field, comparison, operand) => new Compare(field, comparison, operand));

    private static readonly Gen<Condition> Match = Gen.OneOf(Texts).SelectMany(field => Gen
        .Select(Gen.Enum<TextMatch>(), Gen.OneOf(Values(field)).Array[1, 3], Condition (kind, values) => new Match(field, Possible(field, kind), new TextValues(values))));

    private static readonly Gen<Condition> Presence = Gen.Select(
        Gen.OneOf([.. Texts.Where(field => field.IsOptional)]), Gen.Bool, Condition (field, known) => new Presence(field, known));

    public static readonly Gen<Condition> Leaf = Gen.OneOf<Condition>(Comparison, Match, Presence);

    public static readonly Gen<Condition> Any = Gen.Recursive<Condition>((depth, inner) => depth > 4 ? Leaf : Gen.OneOf<Condition>(
        Leaf,
        Gen.Select(inner, inner, Condition (left, right) => new And(left, right)),
        Gen.Select(inner, inner, Condition (left, right) => new Or(left, right)),
        inner.Select(Condition (negated) => new Not(negated))));

    private static string[] Values(TextField field) => field.Name switch
    {
        "country" => ["RO", "NG", "DE"],
        "currency" => ["EUR", "USD"],
        "merchant_category" => ["5411", "7995"],
        "card_range" => ["4", "41", "411111", "41111122", "55"],
        _ => [.. field.Allowed?.Take(3) ?? ["c1", "w1", "device-7"]],
    };

    // A card range is only asked for its beginning.
    private static TextMatch Possible(TextField field, TextMatch kind) => (field.Name, kind) switch
    {
        ("card_range", TextMatch.In) => TextMatch.StartsWith,
        ("card_range", TextMatch.NotIn) => TextMatch.NotStartsWith,
        ("channel" or "weekday", TextMatch.StartsWith) => TextMatch.In,
        ("channel" or "weekday", TextMatch.NotStartsWith) => TextMatch.NotIn,
        _ => kind,
    };
}

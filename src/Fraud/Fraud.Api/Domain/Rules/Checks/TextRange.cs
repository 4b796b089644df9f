using System.Collections.Immutable;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>The texts that a field can still have.</summary>
/// <param name="Presence">Whether it is there; null: either.</param>
/// <param name="Allowed">Only these; null: any.</param>
/// <param name="Beginnings">Beginning with one of these; null: any.</param>
/// <param name="Excluded">None of these.</param>
/// <param name="ExcludedBeginnings">Beginning with none of these.</param>
internal sealed record TextRange(
    bool? Presence, ImmutableArray<string>? Allowed, ImmutableArray<string>? Beginnings, ImmutableHashSet<string> Excluded, ImmutableArray<string> ExcludedBeginnings)
{
    public static TextRange Of(TextField field) =>
        new(field.IsOptional ? null : true, field.Allowed is { } allowed ? [.. allowed] : null, null, [], []);

    /// <summary>Null: nothing is left.</summary>
    public TextRange? WithPresence(bool known) => Presence == !known ? null : this with { Presence = known };

    /// <summary>Null: nothing is left.</summary>
    public TextRange? With(TextMatch kind, IReadOnlyList<string> values)
    {
        if (Presence == false)
        {
            return null;
        }

        var narrowed = this with { Presence = true };
        narrowed = kind switch
        {
            TextMatch.In => narrowed with { Allowed = Allowed is { } allowed ? [.. allowed.Where(values.Contains)] : [.. values] },
            TextMatch.NotIn => narrowed with { Excluded = Excluded.Union(values) },
            TextMatch.StartsWith => narrowed with { Beginnings = Beginnings is { } some ? Both(some, values) : [.. values] },
            _ => narrowed with { ExcludedBeginnings = [.. ExcludedBeginnings, .. values] },
        };
        return narrowed.IsEmpty ? null : narrowed;
    }

    private bool IsEmpty =>
        Allowed is { } allowed ? !allowed.Any(IsPossible)
        : Beginnings is { } beginnings && beginnings.All(beginning => ExcludedBeginnings.Any(excluded => StartsWith(beginning, excluded)));

    private bool IsPossible(string text) =>
        !Excluded.Contains(text)
        && (Beginnings is not { } beginnings || beginnings.Any(beginning => StartsWith(text, beginning)))
        && !ExcludedBeginnings.Any(excluded => StartsWith(text, excluded));

    // A text that begins with "41" and with "4111" begins with the longer one; with "41" and with "55" there is none.
    private static ImmutableArray<string> Both(ImmutableArray<string> left, IReadOnlyList<string> right) =>
        [.. left.SelectMany(one => right.Select(other =>
            StartsWith(one, other) ? one : StartsWith(other, one) ? other : null)).OfType<string>().Distinct()];

    private static bool StartsWith(string text, string beginning) => text.StartsWith(beginning, StringComparison.Ordinal);
}

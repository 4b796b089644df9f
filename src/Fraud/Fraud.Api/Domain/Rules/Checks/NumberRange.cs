using System.Collections.Immutable;

namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>The numbers that a field can still have: an interval less some points.</summary>
internal sealed record NumberRange(decimal Low, bool HasLow, decimal High, bool HasHigh, bool IsWhole, ImmutableHashSet<decimal> Excluded)
{
    public static NumberRange Of(decimal low, decimal high, bool isWhole) => new(low, true, high, true, isWhole, []);

    public bool IsEmpty =>
        Low > High
        || (Low == High && (!HasLow || !HasHigh || Excluded.Contains(Low)))
        || (IsWhole && !HasWholeNumber());

    public NumberRange With(Language.Comparison comparison, decimal value) => comparison switch
    {
        Language.Comparison.Equal => AtLeast(value).AtMost(value),
        Language.Comparison.NotEqual => this with { Excluded = Excluded.Add(value) },
        Language.Comparison.Below => value <= High ? this with { High = value, HasHigh = false } : this,
        Language.Comparison.AtMost => AtMost(value),
        Language.Comparison.Above => value >= Low ? this with { Low = value, HasLow = false } : this,
        _ => AtLeast(value),
    };

    private NumberRange AtLeast(decimal value) => value > Low ? this with { Low = value, HasLow = true } : this;

    private NumberRange AtMost(decimal value) => value < High ? this with { High = value, HasHigh = true } : this;

    // Looks at one number more than are excluded: one of them must be left, or the interval ends before.
    private bool HasWholeNumber()
    {
        var candidate = HasLow ? decimal.Ceiling(Low) : decimal.Floor(Low) + 1;
        for (var tries = 0; tries <= Excluded.Count && (candidate < High || (HasHigh && candidate == High)); tries++, candidate++)
        {
            if (!Excluded.Contains(candidate))
            {
                return true;
            }
        }

        return false;
    }
}

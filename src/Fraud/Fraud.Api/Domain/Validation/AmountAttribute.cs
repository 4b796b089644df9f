using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Domain.Validation;

/// <summary>
/// An amount of money: above 0, as large as can be stored, with at most four decimals (no currency has more). Fewer where the
/// currency has fewer are not asked for: some systems reckon in fractions of them. How large a payment may be depends on the
/// currency: <see cref="AmountLimit"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AmountAttribute() : ValidationAttribute("must be above 0 and at most 999999999999999, with at most 4 decimals")
{
    public const decimal Maximum = 999_999_999_999_999;
    public const int Precision = 19;
    public const int Decimals = 4;

    /// <summary>History may hold payments of 0, such as checks of a card.</summary>
    public bool AllowZero { get; init; }

    public override bool IsValid(object? value) =>
        value is null
        || (value is decimal amount
            && (AllowZero ? amount >= 0 : amount > 0)
            && amount <= Maximum
            && decimal.Round(amount, Decimals) == amount);
}

using System.ComponentModel.DataAnnotations;

namespace Fraud.Api.Domain.Validation;

/// <summary>An amount of money: above 0, at most ten million, with at most four decimals (no currency has more).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AmountAttribute() : ValidationAttribute("must be above 0 and at most 10000000, with at most 4 decimals")
{
    public const decimal Maximum = 10_000_000;
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

using System.ComponentModel.DataAnnotations;

namespace Retail.Api.Domain.Validation;

/// <summary>The price of one piece: above 0, at most a million, with at most four decimals (no currency has more).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PriceAttribute() : ValidationAttribute("must be above 0 and at most 1000000, with at most 4 decimals")
{
    public const decimal Maximum = 1_000_000;
    public const int Precision = 19;
    public const int Decimals = 4;

    public override bool IsValid(object? value) =>
        value is null
        || (value is decimal price && price is > 0 and <= Maximum && decimal.Round(price, Decimals) == price);
}

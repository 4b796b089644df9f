using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;

namespace Fraud.Api.Domain.Money;

/// <summary>Settings of the section <c>Currencies</c>, checked when the service starts.</summary>
public sealed class CurrencyOptions : IValidatableObject
{
    public const string Section = "Currencies";

    public const decimal UsualLargestAmount = 10_000_000;

    private const decimal LeastRate = .000_000_001m;
    private const decimal LargestRate = 1_000_000_000;

    /// <summary>The currency in which amounts are compared, and in which the model learned.</summary>
    [Required, Currency]
    public string Base { get; set; } = "EUR";

    /// <summary>Units of a currency for one of the base, by ISO 4217 code. Payments in other currencies are refused.</summary>
    public Dictionary<string, decimal> Rates { get; } = [];

    /// <summary>
    /// The largest amount of a payment, in the base currency; in others it is what this comes to. Larger ones are refused as
    /// mistakes. Default 10,000,000.
    /// </summary>
    [Range(typeof(decimal), "1", "999999999999999")]
    public decimal LargestAmount { get; set; } = UsualLargestAmount;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var codes = new CurrencyAttribute();
        foreach (var (code, rate) in Rates)
        {
            if (!codes.IsValid(code) || rate is < LeastRate or > LargestRate)
            {
                yield return new ValidationResult(FormattableString.Invariant($"{Section}:{nameof(Rates)}:{code} must be an ISO 4217 code with a rate from {LeastRate} to {LargestRate}."), [nameof(Rates)]);
            }
        }
    }
}

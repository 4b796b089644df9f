using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;

namespace Fraud.Api.Domain.Money;

/// <summary>Settings of the section <c>Currencies</c>, checked when the service starts.</summary>
public sealed class CurrencyOptions : IValidatableObject
{
    public const string Section = "Currencies";

    /// <summary>The currency in which amounts are compared, and in which the model learned.</summary>
    [Required, Currency]
    public string Base { get; set; } = "EUR";

    /// <summary>Units of a currency for one of the base, by ISO 4217 code. Payments in other currencies are refused.</summary>
    public Dictionary<string, decimal> Rates { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var codes = new CurrencyAttribute();
        foreach (var (code, rate) in Rates)
        {
            if (!codes.IsValid(code) || rate is <= 0 or > 1_000_000_000)
            {
                yield return new ValidationResult($"{Section}:{nameof(Rates)}:{code} must be an ISO 4217 code with a rate above 0.", [nameof(Rates)]);
            }
        }
    }
}

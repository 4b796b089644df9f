using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Money;

namespace Fraud.Api.Domain.Validation;

/// <summary>A currency that there is a rate for: amounts are compared in one currency.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ConvertibleAttribute() : ValidationAttribute("is a currency without a rate in the settings (Currencies:Rates)")
{
    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string code && !validationContext.GetRequiredService<ExchangeRates>().Knows(code)
            ? new ValidationResult(ErrorMessageString, validationContext.MemberName is { } member ? [member] : null)
            : ValidationResult.Success;
}

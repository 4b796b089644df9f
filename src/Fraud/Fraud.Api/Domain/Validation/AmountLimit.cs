using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Money;

namespace Fraud.Api.Domain.Validation;

/// <summary>The largest amount of a payment, which depends on its currency.</summary>
public static class AmountLimit
{
    /// <summary>What is wrong with an amount; nothing where there is no rate for the currency, which is told by itself.</summary>
    public static IEnumerable<ValidationResult> Check(decimal amount, string currency, ValidationContext validationContext)
    {
        var rates = validationContext.GetRequiredService<ExchangeRates>();
        if (currency is not null && rates.Knows(currency) && amount > rates.LargestIn(currency))
        {
            yield return new ValidationResult(Words(currency, rates), ["Amount"]);
        }
    }

    /// <summary>The limit in the currency that was sent and, where that is another, in the base currency.</summary>
    public static string Words(string currency, ExchangeRates rates) =>
        FormattableString.Invariant($"must be at most {rates.LargestIn(currency):0.####} {currency}")
        + (currency == rates.Base ? "" : FormattableString.Invariant($" ({rates.LargestIn(rates.Base):0.####} {rates.Base})"));
}

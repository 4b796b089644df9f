using Fraud.Api.Domain.Validation;
using Microsoft.Extensions.Options;

namespace Fraud.Api.Domain.Money;

/// <summary>Makes amounts comparable. What an amount came to is kept with its payment: another rate changes no decision made.</summary>
public sealed class ExchangeRates(IOptions<CurrencyOptions> options)
{
    private readonly CurrencyOptions _options = options.Value;

    public string Base => _options.Base;

    public bool Knows(string currency) => currency == _options.Base || _options.Rates.ContainsKey(currency);

    /// <summary>The largest amount of a payment in a currency: as much as the limit in the base currency, if that can be stored.</summary>
    /// <exception cref="ArgumentException">There is no rate for the currency.</exception>
    public decimal LargestIn(string currency) =>
        Math.Min(AmountAttribute.Maximum, decimal.Round(_options.LargestAmount * RateOf(currency), AmountAttribute.Decimals));

    /// <summary>The amount in the base currency, to four decimals.</summary>
    /// <exception cref="ArgumentException">There is no rate for the currency.</exception>
    public decimal ToBase(decimal amount, string currency) =>
        currency == _options.Base ? amount : decimal.Round(amount / RateOf(currency), AmountAttribute.Decimals);

    private decimal RateOf(string currency) =>
        currency == _options.Base ? 1
        : _options.Rates.TryGetValue(currency, out var rate) ? rate
        : throw new ArgumentException($"There is no rate for {currency}.", nameof(currency));
}

using System.Globalization;
using Fraud.Api.Domain.Money;
using Fraud.Api.Domain.Validation;
using Microsoft.Extensions.Options;

namespace Fraud.Tests.Domain.Money;

public sealed class ExchangeRatesTests
{
    private static readonly ExchangeRates Rates = new(Options.Create(new CurrencyOptions
    {
        Rates = { ["USD"] = 1.0389m, ["IDR"] = 16_820.88m, ["KWD"] = .32m, ["VED"] = 999_999_999 },
    }));

    [Theory]
    [InlineData("57.16", "EUR", "57.16")]
    [InlineData("0.0001", "EUR", "0.0001")] // the base as it is
    [InlineData("12.5", "USD", "12.0320")] // 12.5 / 1.0389 = 12.03195...
    [InlineData("1000000", "IDR", "59.4499")]
    [InlineData("1", "KWD", "3.125")]
    [InlineData("0.5", "IDR", "0.0000")] // less than a ten-thousandth of the base
    [InlineData("0", "USD", "0")]
    public void An_amount_comes_to_so_much_in_the_base_currency(string amount, string currency, string inBase) =>
        Rates.ToBase(Number(amount), currency).ShouldBe(Number(inBase));

    [Theory]
    [InlineData("EUR", "10000000")]
    [InlineData("USD", "10389000")]
    [InlineData("IDR", "168208800000")]
    [InlineData("KWD", "3200000")]
    [InlineData("VED", "999999999999999")] // as much as can be stored
    public void The_largest_amount_in_a_currency_is_what_that_of_the_base_comes_to(string currency, string largest) =>
        Rates.LargestIn(currency).ShouldBe(Number(largest));

    [Fact]
    public void The_largest_amount_of_any_currency_can_be_stored_in_the_base_as_well() =>
        ((string[])["EUR", "USD", "IDR", "KWD", "VED"]).ShouldAllBe(currency => Rates.ToBase(Rates.LargestIn(currency), currency) <= CurrencyOptions.UsualLargestAmount);

    [Fact]
    public void A_currency_without_a_rate_is_not_known()
    {
        Rates.Knows("EUR").ShouldBeTrue();
        Rates.Knows("USD").ShouldBeTrue();
        Rates.Knows("GBP").ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Rates.ToBase(1, "GBP"));
        Should.Throw<ArgumentException>(() => Rates.LargestIn("GBP"));
    }

    [Theory]
    [InlineData("EUR", "must be at most 10000000 EUR")]
    [InlineData("KWD", "must be at most 3200000 KWD (10000000 EUR)")]
    public void The_limit_is_told_in_the_currency_that_was_sent(string currency, string words) => AmountLimit.Words(currency, Rates).ShouldBe(words);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

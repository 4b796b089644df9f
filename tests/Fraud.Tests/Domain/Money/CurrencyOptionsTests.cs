using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Money;

namespace Fraud.Tests.Domain.Money;

public sealed class CurrencyOptionsTests
{
    [Fact]
    public void Without_settings_there_is_one_currency() => Faults(new CurrencyOptions()).ShouldBeEmpty();

    [Theory]
    [InlineData("USD", "1.0389", true)]
    [InlineData("USD", "0.000000001", true)]
    [InlineData("USD", "1000000000", true)]
    [InlineData("USD", "0", false)]
    [InlineData("USD", "-1", false)]
    [InlineData("USD", "0.0000000001", false)] // an amount would come to more than can be reckoned with
    [InlineData("USD", "1000000001", false)]
    [InlineData("usd", "1", false)]
    [InlineData("XAU", "1", false)]
    public void Rates_are_of_currencies_and_within_reason(string code, string rate, bool isValid) =>
        Faults(new CurrencyOptions { Rates = { [code] = decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture) } }).Count.ShouldBe(isValid ? 0 : 1);

    [Theory]
    [InlineData("JPY", 10_000_000, true)]
    [InlineData("EURO", 10_000_000, false)]
    [InlineData("", 10_000_000, false)]
    [InlineData("EUR", 0, false)]
    public void The_base_is_a_currency_and_its_largest_amount_above_nothing(string currency, int largest, bool isValid) =>
        Faults(new CurrencyOptions { Base = currency, LargestAmount = largest }).Count.ShouldBe(isValid ? 0 : 1);

    private static List<ValidationResult> Faults(CurrencyOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }
}

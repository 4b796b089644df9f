using Fraud.Api.Domain.Validation;

namespace Fraud.Tests.Domain.Validation;

public sealed class CountryTests
{
    [Theory]
    [InlineData("DE", true)]
    [InlineData("XK", true)] // Kosovo: not assigned, and in use by every bank
    [InlineData(null, true)] // not said
    [InlineData("de", false)]
    [InlineData("DEU", false)]
    [InlineData("UK", false)]
    [InlineData("XX", false)]
    [InlineData("", false)]
    [InlineData(49, false)]
    public void A_country_is_a_code_of_two_capital_letters(object? value, bool isValid) => new CountryAttribute().IsValid(value).ShouldBe(isValid);
}

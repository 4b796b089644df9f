using Fraud.Api.Domain.Money;

namespace Fraud.Tests.Domain.Money;

public sealed class MinorUnitsTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("USD", 2)]
    [InlineData("IDR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    public void People_pay_with_so_many_decimals(string currency, int decimals) => MinorUnits.DecimalsOf(currency).ShouldBe(decimals);
}

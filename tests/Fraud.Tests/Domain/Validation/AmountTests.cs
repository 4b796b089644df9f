using System.Globalization;
using Fraud.Api.Domain.Validation;

namespace Fraud.Tests.Domain.Validation;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0.0001", true)]
    [InlineData("999999999999999", true)]
    [InlineData("1000000000000000", false)] // more than a column holds
    [InlineData("0", false)]
    [InlineData("-5", false)]
    [InlineData("1.00001", false)]
    [InlineData("1.00000", true)]
    public void Amounts_are_above_zero_and_can_be_stored(string amount, bool valid) =>
        new AmountAttribute().IsValid(decimal.Parse(amount, CultureInfo.InvariantCulture)).ShouldBe(valid);

    [Fact]
    public void Zero_is_an_amount_where_it_is_allowed()
    {
        new AmountAttribute { AllowZero = true }.IsValid(0m).ShouldBeTrue();
        new AmountAttribute { AllowZero = true }.IsValid(-.01m).ShouldBeFalse();
    }
}

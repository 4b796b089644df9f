using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Fraud.Api.Domain.Validation;
using Microsoft.Extensions.Time.Testing;

namespace Fraud.Tests.Domain.Validation;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("t1", true)]
    [InlineData("order-0198c1d2e3f4:a_B.9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("ä", false)]
    [InlineData("'; DROP TABLE", false)]
    public void Ids_are_of_a_safe_alphabet(string id, bool valid) => new IdentifierAttribute().IsValid(id).ShouldBe(valid);

    [Fact]
    public void Ids_have_64_characters_at_most()
    {
        new IdentifierAttribute().IsValid(new string('a', 64)).ShouldBeTrue();
        new IdentifierAttribute().IsValid(new string('a', 65)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.0001", true)]
    [InlineData("10000000", true)]
    [InlineData("10000000.01", false)]
    [InlineData("0", false)]
    [InlineData("-5", false)]
    [InlineData("1.00001", false)]
    [InlineData("1.00000", true)]
    public void Amounts_are_above_zero_within_a_limit(string amount, bool valid) =>
        new AmountAttribute().IsValid(decimal.Parse(amount, CultureInfo.InvariantCulture)).ShouldBe(valid);

    [Fact]
    public void Zero_is_an_amount_where_it_is_allowed()
    {
        new AmountAttribute { AllowZero = true }.IsValid(0m).ShouldBeTrue();
        new AmountAttribute { AllowZero = true }.IsValid(-.01m).ShouldBeFalse();
    }

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("JPY", true)]
    [InlineData("eur", false)]
    [InlineData("XXX", false)]
    [InlineData("EURO", false)]
    public void Currencies_are_those_of_iso_4217(string code, bool valid) => new CurrencyAttribute().IsValid(code).ShouldBe(valid);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(-60 * 24 * 365, true)]
    public void Times_are_in_the_past_give_or_take_five_minutes(int minutesAhead, bool valid) =>
        IsPlausible(Payments.Noon.AddMinutes(minutesAhead)).ShouldBe(valid);

    [Fact]
    public void Times_before_2000_are_mistakes()
    {
        IsPlausible(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        IsPlausible(new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero)).ShouldBeFalse();
    }

    private static bool IsPlausible(DateTimeOffset at)
    {
        var context = new ValidationContext(at, new Clock(), items: null) { MemberName = "At" };
        return new PlausibleTimeAttribute().GetValidationResult(at, context) == ValidationResult.Success;
    }

    private sealed class Clock : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(TimeProvider) ? new FakeTimeProvider(Payments.Noon) : null;
    }
}

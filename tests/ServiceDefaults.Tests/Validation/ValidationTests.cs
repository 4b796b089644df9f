using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Time.Testing;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Validation;

public sealed class ValidationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

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
        IsPlausible(Noon.AddMinutes(minutesAhead)).ShouldBe(valid);

    [Fact]
    public void Times_before_2000_are_mistakes()
    {
        IsPlausible(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        IsPlausible(new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero)).ShouldBeFalse();
    }

    [Fact]
    public void The_first_year_that_can_be_meant_is_said_in_the_refusal()
    {
        var context = new ValidationContext(Noon, new Clock(), items: null) { MemberName = "at" };
        var refusal = new PlausibleTimeAttribute { FirstYear = 1990 }.GetValidationResult(new DateTimeOffset(1989, 12, 31, 0, 0, 0, TimeSpan.Zero), context);

        refusal.ShouldNotBeNull().ErrorMessage.ShouldBe("must be from 1990 on and not more than 5 minutes in the future");
        refusal.MemberNames.ShouldBe(["at"]);
    }

    [Fact]
    public void A_list_with_a_hole_is_refused()
    {
        new NoNullsAttribute().IsValid(new[] { "a", "b" }).ShouldBeTrue();
        new NoNullsAttribute().IsValid(new[] { "a", null }).ShouldBeFalse();
    }

    private static bool IsPlausible(DateTimeOffset at)
    {
        var context = new ValidationContext(at, new Clock(), items: null) { MemberName = "At" };
        return new PlausibleTimeAttribute().GetValidationResult(at, context) == ValidationResult.Success;
    }

    private sealed class Clock : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(TimeProvider) ? new FakeTimeProvider(Noon) : null;
    }
}

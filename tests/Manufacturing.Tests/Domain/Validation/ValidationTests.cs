using System.ComponentModel.DataAnnotations;
using Manufacturing.Api.Domain.Validation;
using Microsoft.Extensions.Time.Testing;

namespace Manufacturing.Tests.Domain.Validation;

public sealed class ValidationTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("engine-7", true)]
    [InlineData("A.b_c:9", true)]
    [InlineData("", false)]
    [InlineData("has space", false)]
    [InlineData("line\n", false)]
    [InlineData("ünit", false)]
    public void Ids_are_of_plain_characters(string id, bool valid) => new IdentifierAttribute().IsValid(id).ShouldBe(valid);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Ids_have_64_characters_at_most(int length, bool valid) =>
        new IdentifierAttribute().IsValid(new string('x', length)).ShouldBe(valid);

    [Fact]
    public void Channels_are_so_many_numbers_that_a_sensor_can_give()
    {
        var three = new ChannelsAttribute(3);

        three.IsValid(new[] { 0, 1e6, -1e6 }).ShouldBeTrue();
        three.IsValid(new[] { 0d, 1 }).ShouldBeFalse();
        three.IsValid(new[] { 0d, 1, 2, 3 }).ShouldBeFalse();
        three.IsValid(new[] { 0, 1, 1000000.1 }).ShouldBeFalse();
        three.IsValid(new[] { 0, 1, double.NaN }).ShouldBeFalse();
        three.IsValid(new[] { 0, 1, double.NegativeInfinity }).ShouldBeFalse();
        three.FormatErrorMessage("sensors").ShouldBe("must be 3 numbers from -1000000 to 1000000");
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(5, true)]
    [InlineData(5.1, false)]
    [InlineData(-27 * 366 * 24 * 60, false)] // before 2000
    public void Times_are_from_2000_to_five_minutes_ahead(double minutes, bool plausible)
    {
        var context = new ValidationContext(new object(), new Clock(), items: null) { MemberName = "at" };

        var result = new PlausibleTimeAttribute().GetValidationResult(Now.AddMinutes(minutes), context);

        (result == ValidationResult.Success).ShouldBe(plausible);
        (result?.MemberNames ?? []).ShouldBe(plausible ? [] : ["at"]);
    }

    private sealed class Clock : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(TimeProvider) ? new FakeTimeProvider(Now) : null;
    }
}

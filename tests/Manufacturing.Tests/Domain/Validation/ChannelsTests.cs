using Manufacturing.Api.Domain.Validation;

namespace Manufacturing.Tests.Domain.Validation;

public sealed class ChannelsTests
{
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
}

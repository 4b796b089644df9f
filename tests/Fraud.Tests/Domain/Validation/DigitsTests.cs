using Fraud.Api.Domain.Validation;

namespace Fraud.Tests.Domain.Validation;

public sealed class DigitsTests
{
    [Theory]
    [InlineData("400012", true)]
    [InlineData("40001234", true)]
    [InlineData(null, true)] // not said
    [InlineData("40001", false)]
    [InlineData("400012345", false)]
    [InlineData("4000 12", false)]
    [InlineData("٤٠٠٠١٢", false)] // digits elsewhere
    [InlineData("-400012", false)]
    [InlineData(400012, false)]
    public void So_many_digits_are_six_to_eight_of_them(object? value, bool isValid) => new DigitsAttribute(6, 8).IsValid(value).ShouldBe(isValid);

    [Fact]
    public void What_is_asked_for_is_told()
    {
        new DigitsAttribute(4, 4).FormatErrorMessage("").ShouldBe("must be 4 digits");
        new DigitsAttribute(6, 8).FormatErrorMessage("").ShouldBe("must be 6 to 8 digits");
    }
}

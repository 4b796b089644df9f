using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class NasaScoreTests
{
    [Theory]
    [InlineData(50, 50, 0)]
    [InlineData(60, 50, 1.718281828)] // ten cycles late: e - 1
    [InlineData(37, 50, 1.718281828)] // thirteen cycles early: e - 1
    [InlineData(70, 50, 6.389056099)]
    [InlineData(45, 50, .469049194)]
    public void It_is_that_of_the_challenge(double predicted, double truth, double score) =>
        NasaScore.Of(predicted, truth).ShouldBe(score, 1e-8);

    [Fact]
    public void Late_costs_more_than_early() => NasaScore.Of(60, 50).ShouldBeGreaterThan(NasaScore.Of(40, 50));
}

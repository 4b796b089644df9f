using Fraud.Api.Domain;

namespace Fraud.Tests.Domain;

public sealed class ThresholdsTests
{
    private static readonly Thresholds Thresholds = new(Review: .25, Decline: .75);

    [Theory]
    [InlineData(0f, Outcome.Approve)]
    [InlineData(.2499f, Outcome.Approve)]
    [InlineData(.25f, Outcome.Review)]
    [InlineData(.7499f, Outcome.Review)]
    [InlineData(.75f, Outcome.Decline)]
    [InlineData(1f, Outcome.Decline)]
    public void A_score_at_a_threshold_belongs_to_the_stricter_side(float score, Outcome outcome) =>
        Thresholds.Decide(score).ShouldBe(outcome);

    [Theory]
    [InlineData(Outcome.Approve, .25)]
    [InlineData(Outcome.Review, .75)]
    [InlineData(Outcome.Decline, .75)]
    public void The_threshold_told_is_the_next_one_up(Outcome outcome, double threshold) =>
        Thresholds.For(outcome).ShouldBe(threshold);

    [Fact]
    public void They_are_read_from_the_model() =>
        Thresholds.From(new Dictionary<string, double> { ["review"] = .25, ["decline"] = .75 }).ShouldBe(Thresholds);

    [Theory]
    [InlineData(0, .5)]
    [InlineData(.6, .5)]
    [InlineData(.5, 1.1)]
    [InlineData(double.NaN, .5)]
    public void Thresholds_that_make_no_sense_are_refused(double review, double decline) =>
        Should.Throw<InvalidOperationException>(() =>
            Thresholds.From(new Dictionary<string, double> { ["review"] = review, ["decline"] = decline }));

    [Fact]
    public void A_model_without_thresholds_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Thresholds.From(new Dictionary<string, double> { ["review"] = .5 }));
}

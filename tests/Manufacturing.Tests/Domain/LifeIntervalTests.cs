using CsCheck;
using Manufacturing.Api.Domain;

namespace Manufacturing.Tests.Domain;

public sealed class LifeIntervalTests
{
    // At 10 cycles from 5 below to 4 above, at 110 cycles from 25 below to 44 above.
    private static readonly LifeInterval Interval = new([10, 110], [5, 25], [4, 44], horizon: 125);

    [Theory]
    [InlineData(10, 5, 14)]
    [InlineData(60, 45, 84)] // half way: 15 below, 24 above
    [InlineData(110, 85, 154)]
    public void Offsets_are_interpolated_between_levels(float score, double low, double high)
    {
        var life = Interval.Around(score);

        life.Cycles.ShouldBe(score);
        life.Low.ShouldBe(low, 1e-9);
        life.High.ShouldBe(high, 1e-9);
    }

    [Theory]
    [InlineData(5, 0, 9)]
    [InlineData(120, 95, 164)]
    public void Beyond_the_levels_the_outermost_offsets_hold(float score, double low, double high) =>
        Interval.Around(score).ShouldBe(new RemainingLife(score, low, high, AtLeast: high >= 125));

    [Fact]
    public void A_score_below_zero_is_no_life_left() =>
        Interval.Around(-3).ShouldBe(new RemainingLife(0, 0, 4, AtLeast: false));

    [Fact]
    public void A_single_level_holds_everywhere() =>
        new LifeInterval([50], [10], [20], 125).Around(80).ShouldBe(new RemainingLife(80, 70, 100, AtLeast: false));

    [Fact]
    public void It_says_at_least_where_it_reaches_the_horizon()
    {
        Interval.Around(88).AtLeast.ShouldBeFalse(); // up to 123.2
        Interval.Around(90).AtLeast.ShouldBeTrue(); // up to 126
    }

    [Fact]
    public void It_always_holds_the_prediction_and_never_less_than_nothing() => Gen.Float[-50, 200].Sample(score =>
    {
        var life = Interval.Around(score);
        life.Low.ShouldBeInRange(0, life.Cycles);
        life.High.ShouldBeGreaterThanOrEqualTo(life.Cycles);
    });

    [Fact]
    public void Lists_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new LifeInterval([], [], [], 125));
        Should.Throw<ArgumentException>(() => new LifeInterval([1, 2], [1], [1, 2], 125));
        Should.Throw<ArgumentException>(() => new LifeInterval([1, 2], [1, 2], [1], 125));
        Should.Throw<ArgumentException>(() => new LifeInterval([2, 2], [1, 2], [1, 2], 125));
        Should.Throw<ArgumentException>(() => new LifeInterval([3, 2], [1, 2], [1, 2], 125));
    }
}

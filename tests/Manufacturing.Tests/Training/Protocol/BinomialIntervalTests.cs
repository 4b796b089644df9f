using CsCheck;
using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class BinomialIntervalTests
{
    [Theory] // as in the tables of Clopper and Pearson
    [InlineData(0, 10, 0, .3085)]
    [InlineData(1, 10, .0025, .4450)]
    [InlineData(5, 10, .1871, .8129)]
    [InlineData(10, 10, .6915, 1)]
    [InlineData(95, 100, .8872, .9836)]
    public void It_is_the_exact_one(int successes, int count, double low, double high)
    {
        var interval = BinomialInterval.Of(successes, count);

        interval.Value.ShouldBe((double)successes / count);
        interval.Low.ShouldBe(low, 5e-5);
        interval.High.ShouldBe(high, 5e-5);
    }

    [Fact]
    public void It_is_the_same_from_either_side() => Gen.Select(Gen.Int[1, 300], Gen.Double[0, 1]).Sample((count, share) =>
    {
        var successes = (int)(share * count);
        var (interval, other) = (BinomialInterval.Of(successes, count), BinomialInterval.Of(count - successes, count));

        interval.Low.ShouldBe(1 - other.High, 1e-9);
        interval.Low.ShouldBeLessThanOrEqualTo(interval.Value);
        interval.High.ShouldBeGreaterThanOrEqualTo(interval.Value);
    });

    [Fact]
    public void A_share_of_nothing_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => BinomialInterval.Of(0, 0));
}

using Platform.Statistics;

namespace Statistics.Tests;

public sealed class ClusterBootstrapTests
{
    [Fact]
    public void Statistics_that_move_together_have_a_difference_without_width()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => (double)i)];

        var intervals = ClusterBootstrap.Intervals(50, times => [Mean(times, 0), Mean(times, 1), Mean(times, 1) - Mean(times, 0)], seed: 1);

        intervals[0]!.Value.ShouldBe(24.5);
        intervals[0]!.Width.ShouldBeInRange(6, 10); // 1.96 * 2 * sd 14.4 / sqrt(50) = 8.0
        intervals[2]!.Low.ShouldBe(1, 1e-9);
        intervals[2]!.High.ShouldBe(1, 1e-9);

        double Mean(int[] times, double plus) => times.Select((n, i) => n * (values[i] + plus)).Sum() / times.Sum();
    }

    [Fact]
    public void What_is_defined_on_too_few_draws_has_no_interval()
    {
        var intervals = ClusterBootstrap.Intervals(3, times => [double.NaN, times.Sum()], seed: 1, resamples: 10);

        intervals[0].ShouldBeNull();
        intervals[1]!.ShouldBe(new Interval(3, 3, 3));
    }

    [Fact]
    public void Equal_seeds_give_equal_intervals()
    {
        Interval?[] Run(int seed) => ClusterBootstrap.Intervals(20, times => [times[0]], seed, resamples: 100);

        Run(5).ShouldBe(Run(5));
    }
}

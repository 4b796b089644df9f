using Platform.Statistics;

namespace Statistics.Tests;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_mean_contains_the_true_mean_about_as_often_as_it_says()
    {
        var random = new SplitMix64(1);
        var covered = 0;
        for (var experiment = 0; experiment < 300; experiment++)
        {
            var sample = Enumerable.Range(0, 80).Select(_ => random.NextDouble()).ToArray();
            var interval = Bootstrap.Interval(rows => rows.Average(i => sample[i]), sample.Length, seed: experiment, resamples: 300);
            covered += interval.Low <= .5 && .5 <= interval.High ? 1 : 0;
        }

        // 285 expected; the standard deviation of the count is 3.8.
        covered.ShouldBeInRange(270, 298);
    }

    [Fact]
    public void Its_width_is_that_of_the_normal_approximation()
    {
        var random = new SplitMix64(2);
        var sample = Enumerable.Range(0, 400).Select(_ => random.NextDouble()).ToArray();

        var interval = Bootstrap.Interval(rows => rows.Average(i => sample[i]), sample.Length, seed: 1);

        interval.Value.ShouldBe(sample.Average(), 1e-12);
        interval.Width.ShouldBe(2 * 1.96 * Math.Sqrt(1 / 12.0 / 400), .01);
    }

    [Fact]
    public void Groups_are_drawn_whole_so_that_their_rows_do_not_count_as_independent()
    {
        // 20 groups of 20 equal rows: there are 20 independent values and not 400.
        var random = new SplitMix64(3);
        var values = Enumerable.Range(0, 20).Select(_ => random.NextDouble()).ToArray();
        int[] groups = [.. Enumerable.Range(0, 400).Select(i => i / 20)];
        double Mean(int[] rows) => rows.Average(i => values[groups[i]]);

        var byRow = Bootstrap.Interval(Mean, 400, seed: 1);
        var byGroup = Bootstrap.Interval(Mean, 400, seed: 1, groups: groups);

        (byGroup.Width / byRow.Width).ShouldBe(Math.Sqrt(20), 1);
    }

    [Fact]
    public void Equal_seeds_give_equal_intervals_and_others_do_not()
    {
        double Sum(int[] rows) => rows.Sum();

        Bootstrap.Interval(Sum, 50, seed: 1).ShouldBe(Bootstrap.Interval(Sum, 50, seed: 1));
        Bootstrap.Interval(Sum, 50, seed: 2).ShouldNotBe(Bootstrap.Interval(Sum, 50, seed: 1));
    }

    [Fact]
    public void Resamples_on_which_the_statistic_is_not_defined_are_left_out()
    {
        float[] scores = [.1f, .2f, .3f, .9f];
        float[] labels = [0, 0, 0, 1];

        var interval = Bootstrap.Interval(rows => Metrics.RocAuc(Bootstrap.Pick(scores, rows), Bootstrap.Pick(labels, rows)), 4, seed: 1);

        interval.ShouldBe(new Interval(1, 1, 1));
    }

    [Fact]
    public void A_statistic_that_is_hardly_ever_defined_is_an_error() =>
        Should.Throw<InvalidOperationException>(() => Bootstrap.Interval(_ => double.NaN, 10, seed: 1));

    [Fact]
    public void A_group_for_each_row_is_asked_for() => Should.Throw<ArgumentException>(() => Bootstrap.Interval(_ => 0, 10, 1, groups: [1, 2]));
}

using CsCheck;
using Manufacturing.Api.Domain;
using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class ConformalOffsetsTests
{
    [Theory]
    [InlineData(19, .9, 18)] // 20 * .9 of 19
    [InlineData(9, .9, 9)]
    [InlineData(5, .9, 5)] // too few for the level: the largest
    [InlineData(99, .5, 50)]
    public void With_one_window_an_engine_it_is_the_conformal_quantile(int engines, double level, double expected) =>
        Quantile([.. Enumerable.Range(1, engines).Reverse().Select(residual => ((double)residual, residual))], level).ShouldBe(expected);

    [Fact]
    public void An_engine_counts_once_however_many_windows_it_has()
    {
        var many = Enumerable.Repeat((Residual: 0d, Engine: 1), 100);

        Quantile([.. many, (5, 2)], .5).ShouldBe(5); // 3/4 of the weight are wanted, and the first engine has half
    }

    [Fact]
    public void A_new_engine_lies_below_it_as_often_as_the_level_says()
    {
        const int Trials = 4_000;
        var random = new Random(1);

        var below = Enumerable.Range(0, Trials).Count(_ =>
        {
            var residuals = Enumerable.Range(0, 19).Select(engine => (random.NextDouble(), engine)).ToArray();
            return random.NextDouble() <= Quantile(residuals, .9);
        });

        ((double)below / Trials).ShouldBe(.9, .015); // 18 of 20 places
    }

    [Fact]
    public void Offsets_are_measured_in_bins_by_prediction_and_on_each_side()
    {
        // Predictions of 10 are 2 too high or 3 too low; those of 100 are 20 too high or 30 too low.
        double[] predictions = [10, 10, 100, 100];

        var (levels, below, above) = ConformalOffsets.Measure(predictions, [8, 13, 80, 130], [1, 2, 1, 2], level: .9, bins: 2);

        levels.ShouldBe([10, 100]);
        below.ShouldBe([2, 20]);
        above.ShouldBe([3, 30]);
    }

    [Fact]
    public void A_side_without_error_has_no_offset()
    {
        var (_, below, above) = ConformalOffsets.Measure([10, 11], [20, 21], [1, 2], level: .9, bins: 1);

        below.ShouldBe([0]);
        above.ShouldBe([10]);
    }

    [Fact]
    public void Whatever_is_measured_makes_an_interval() => Gen.Double[0, 125].Array[1, 200].Sample(predictions =>
    {
        var truths = predictions.Select((prediction, i) => prediction + (i % 7) - 3).ToArray();

        var (levels, below, above) = ConformalOffsets.Measure(predictions, truths, [.. Enumerable.Range(0, predictions.Length)], level: .9, bins: 10);

        below.Concat(above).ShouldAllBe(offset => offset >= 0);
        Should.NotThrow(() => new LifeInterval(levels, below, above, horizon: 125));
    });

    private static double Quantile((double Residual, int Engine)[] windows, double level) => ConformalOffsets.Quantile(
        [.. Enumerable.Range(0, windows.Length)], row => windows[row].Residual, [.. windows.Select(window => window.Engine)], level);
}

using CsCheck;
using Platform.Statistics;

namespace Statistics.Tests.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    public void Platt_scaling_finds_the_sigmoid_the_labels_were_drawn_from()
    {
        var (raw, labels) = Draw(20_000, slope: 1.7, intercept: -.6);

        var platt = PlattScaling.Fit(raw, labels);

        platt.Slope.ShouldBe(1.7, .1);
        platt.Intercept.ShouldBe(-.6, .1);
    }

    [Fact]
    public void Platt_scaling_stays_finite_on_labels_that_separate()
    {
        var platt = PlattScaling.Fit([-2, -1, 1, 2], [0, 0, 1, 1]);

        double.IsFinite(platt.Slope).ShouldBeTrue();
        platt.Apply(2).ShouldBeInRange(.6, .99);
        platt.Apply(-2).ShouldBe(1 - platt.Apply(2), 1e-6);
    }

    [Fact]
    public void Platt_scaling_needs_both_labels() => Should.Throw<ArgumentException>(() => PlattScaling.Fit([1, 2], [1, 1]));

    [Fact]
    public void Platt_scaling_lowers_the_calibration_error()
    {
        var (raw, labels) = Draw(5000, slope: .4, intercept: .2);
        float[] before = [.. raw.Select(r => (float)(1 / (1 + Math.Exp(-r))))];
        var platt = PlattScaling.Fit(raw, labels);

        float[] after = [.. raw.Select(r => (float)platt.Apply(r))];

        Metrics.Ece(after, labels).ShouldBeLessThan(Metrics.Ece(before, labels) / 3);
    }

    [Fact]
    public void Isotonic_calibration_pools_what_is_out_of_order()
    {
        // Labels 0, 1, 0 at 1, 2, 3: the last two are pooled at one half.
        var isotonic = IsotonicCalibration.Fit([1, 2, 3], [0, 1, 0]);

        isotonic.Scores.ShouldBe([1, 2, 3]);
        isotonic.Probabilities.ShouldBe([0, .5, .5]);
        isotonic.Apply(1.5).ShouldBe(.25, 1e-12);
        isotonic.Apply(-9).ShouldBe(0);
        isotonic.Apply(9).ShouldBe(.5);
    }

    [Fact]
    public void Isotonic_calibration_never_falls_and_keeps_the_mean() => Gen.Int[1, 60]
        .SelectMany(n => Gen.Select(Gen.Int[0, 15].Select(i => i / 4f).Array[n], Gen.Bool.Select(b => b ? 1f : 0f).Array[n]))
        .Sample((scores, labels) =>
        {
            var isotonic = IsotonicCalibration.Fit(scores, labels);

            isotonic.Probabilities.ShouldBeInOrder();
            isotonic.Probabilities.ShouldAllBe(p => p >= 0 && p <= 1);
            scores.Average(s => isotonic.Apply(s)).ShouldBe(labels.Average(l => (double)l), 1e-9);
        });

    [Fact]
    public void The_temperature_undoes_a_factor_on_the_logits()
    {
        var (raw, labels) = Draw(20_000, slope: 1, intercept: 0);

        var temperature = TemperatureScaling.FitBinary([.. raw.Select(r => 3 * r)], labels);

        temperature.Temperature.ShouldBe(3, .15);
        temperature.Apply(0).ShouldBe(.5);
    }

    [Fact]
    public void The_temperature_of_several_classes_keeps_their_order()
    {
        var temperature = TemperatureScaling.Fit([3, 0, 0, 0, 3, 0, 0, 0, 3, 3, 0, 0], [0, 1, 2, 1], classes: 3);

        var probabilities = temperature.Apply([1, 3, 2]);

        probabilities.Sum().ShouldBe(1, 1e-12);
        probabilities[1].ShouldBeGreaterThan(probabilities[2]);
        probabilities[2].ShouldBeGreaterThan(probabilities[0]);
    }

    private static (float[] Raw, float[] Labels) Draw(int count, double slope, double intercept)
    {
        var random = new SplitMix64(5);
        var raw = new float[count];
        var labels = new float[count];
        for (var i = 0; i < count; i++)
        {
            raw[i] = (random.NextSingle() * 8) - 4;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-((slope * raw[i]) + intercept))) ? 1 : 0;
        }

        return (raw, labels);
    }
}

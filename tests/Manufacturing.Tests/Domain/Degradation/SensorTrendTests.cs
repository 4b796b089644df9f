using CsCheck;
using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Tests.Domain.Degradation;

public sealed class SensorTrendTests
{
    [Fact]
    public void A_sensor_that_rises_by_one_a_cycle()
    {
        var trend = SensorTrend.Of(Cycles.History(Cycles.Series(60, cycle => cycle)), sensor: 0);

        trend.Mean.ShouldBe(45.5); // of 31 to 60
        trend.Slope.ShouldBe(1, 1e-12);
        trend.Deviation.ShouldBe(30); // 45.5 less 15.5, the mean of 1 to 30
        trend.WearRate.ShouldBe(.5); // over 60 cycles
        trend.Smoothed.ShouldBe(60 - (4 * (1 - Math.Pow(.8, 29))), 1e-9); // it lags by (1 - w) / w once it has settled
    }

    [Fact]
    public void Readings_with_a_gap()
    {
        var trend = SensorTrend.Of(Cycles.History(Cycles.Of(1, 10), Cycles.Of(2, 12), Cycles.Of(5, 16)), sensor: 20);

        trend.Mean.ShouldBe(38d / 3, 1e-12);
        trend.Slope.ShouldBe(19d / 13, 1e-12); // covariance 38/3, variance 78/9
        trend.Smoothed.ShouldBe(11.52, 1e-12); // 10, 10.4, 11.52
        trend.Deviation.ShouldBe(0);
        trend.WearRate.ShouldBe(0);
    }

    [Fact]
    public void A_single_reading_has_no_trend() =>
        SensorTrend.Of(Cycles.History(Cycles.Of(9, 4.5)), sensor: 3).ShouldBe(new SensorTrend(Mean: 4.5, Slope: 0, Deviation: 0, Smoothed: 4.5, WearRate: 0));

    [Fact]
    public void Each_sensor_has_its_own()
    {
        var history = Cycles.History(new Cycle(1, [.. Enumerable.Range(0, 21).Select(sensor => (double)sensor)]));

        SensorTrend.Of(history, 2).Mean.ShouldBe(2);
        SensorTrend.Of(history, 17).Mean.ShouldBe(17);
    }

    [Fact]
    public void It_agrees_with_the_definition_on_any_record() =>
        Gen.Select(Gen.Int[1, 12], Gen.Double[-100, 100]).Array[1, 80].Sample(steps =>
        {
            var number = 0;
            var record = steps.Select(step => Cycles.Of(number += step.Item1, step.Item2)).ToArray();

            var trend = SensorTrend.Of(Cycles.History(record), sensor: 0);

            var expected = ByDefinition(record);
            trend.Mean.ShouldBe(expected.Mean, 1e-9);
            trend.Slope.ShouldBe(expected.Slope, 1e-9);
            trend.Deviation.ShouldBe(expected.Deviation, 1e-9);
            trend.Smoothed.ShouldBe(expected.Smoothed, 1e-9);
            trend.WearRate.ShouldBe(expected.WearRate, 1e-9);
        });

    /// <summary>From the whole record, with the textbook's sums; the slope by the other of its two formulas.</summary>
    private static SensorTrend ByDefinition(Cycle[] record)
    {
        var (first, last) = (record[0].Number, record[^1].Number);
        var early = record.Where(cycle => cycle.Number < first + 30).Select(Value).ToArray();
        var recent = record.Where(cycle => cycle.Number > last - 30).Select(cycle => (X: (double)cycle.Number, Y: Value(cycle))).ToArray();
        double n = recent.Length, x = recent.Sum(point => point.X), y = recent.Sum(point => point.Y);
        var slope = recent.Length == 1
            ? 0
            : ((n * recent.Sum(point => point.X * point.Y)) - (x * y)) / ((n * recent.Sum(point => point.X * point.X)) - (x * x));
        var smoothed = recent.Skip(1).Aggregate(recent[0].Y, (before, point) => (.8 * before) + (.2 * point.Y));
        var deviation = (y / n) - early.Average();
        return new SensorTrend(y / n, slope, deviation, smoothed, deviation / last);

        static double Value(Cycle cycle) => cycle.Sensors[0];
    }
}

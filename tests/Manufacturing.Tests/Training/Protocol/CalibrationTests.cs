using Manufacturing.Training.Protocol;

namespace Manufacturing.Tests.Training.Protocol;

public sealed class CalibrationTests
{
    [Fact]
    public void Intervals_hold_as_many_true_lives_as_they_should_on_engines_they_were_not_measured_on()
    {
        var random = new Random(2);
        var windows = Windows(engines: 150, cycles: 180);
        var drift = windows.Engines.Select(_ => 1 + ((random.NextDouble() - .5) * .5)).ToArray(); // each engine is off its own way
        var predictions = Enumerable.Range(0, windows.Count)
            .Select(row => (float)((windows.Remaining[row] * drift[windows.Owners[row]]) + (random.NextDouble() * 10) - 5))
            .ToArray();

        var calibration = Calibration.Of(windows, predictions);

        calibration.Coverage["FD001"].ShouldBeInRange(.86, .97);
        calibration.Width["FD001"].ShouldBeInRange(10, 80);
        calibration.Levels.ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Predictions_that_are_always_right_need_no_interval()
    {
        var windows = Windows(engines: 20, cycles: 150);

        var calibration = Calibration.Of(windows, [.. windows.Remaining.Select(remaining => (float)remaining)]);

        calibration.Rmse["FD001"].ShouldBe(0);
        calibration.Width["FD001"].ShouldBe(0);
        calibration.Coverage["FD001"].ShouldBe(1);
    }

    // The features are not looked at, so there are none.
    private static EngineWindows Windows(int engines, int cycles) => new(
        [.. Enumerable.Range(1, engines).Select(unit => Cycles.Engine(1, unit))],
        [],
        [.. Enumerable.Range(0, engines * cycles).Select(row => row / cycles)],
        [.. Enumerable.Range(0, engines * cycles).Select(row => (row % cycles) + 1)],
        [.. Enumerable.Range(0, engines * cycles).Select(row => (double)(cycles - 1 - (row % cycles)))]);
}

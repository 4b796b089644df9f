namespace Manufacturing.Api.Domain.Degradation;

/// <summary>One sensor over a machine's early and recent cycles, in the sensor's unit (per cycle where it says so).</summary>
/// <param name="Mean">Mean of the recent readings.</param>
/// <param name="Slope">Least-squares slope of the recent readings, per cycle; 0 for a single one.</param>
/// <param name="Deviation"><paramref name="Mean"/> less the mean of the machine's own early readings.</param>
/// <param name="Smoothed">Recent readings, exponentially smoothed from the oldest on: the newest counts most.</param>
/// <param name="WearRate"><paramref name="Deviation"/> per cycle run.</param>
public readonly record struct SensorTrend(double Mean, double Slope, double Deviation, double Smoothed, double WearRate)
{
    /// <summary>Weight of a new reading against what was smoothed before it; chosen by cross-validation.</summary>
    public const double SmoothingWeight = .2;

    /// <param name="sensor">Index into <see cref="Cycle.Sensors"/>, from 0.</param>
    public static SensorTrend Of(OperatingHistory history, int sensor)
    {
        var recent = history.Recent;
        var mean = Average(recent, sensor);
        var middle = 0d;
        foreach (var cycle in recent)
        {
            middle += cycle.Number;
        }

        middle /= recent.Count;

        double covariance = 0, variance = 0;
        var smoothed = recent[0].Sensors[sensor];
        foreach (var cycle in recent)
        {
            var value = cycle.Sensors[sensor];
            var distance = cycle.Number - middle;
            covariance += distance * (value - mean);
            variance += distance * distance;
            smoothed += SmoothingWeight * (value - smoothed);
        }

        var deviation = mean - Average(history.Early, sensor);
        return new SensorTrend(
            mean, variance > 0 ? covariance / variance : 0, deviation, smoothed, deviation / history.CyclesRun);
    }

    private static double Average(IReadOnlyList<Cycle> cycles, int sensor)
    {
        var sum = 0d;
        foreach (var cycle in cycles)
        {
            sum += cycle.Sensors[sensor];
        }

        return sum / cycles.Count;
    }
}

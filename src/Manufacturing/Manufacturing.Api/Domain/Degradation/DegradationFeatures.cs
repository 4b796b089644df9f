namespace Manufacturing.Api.Domain.Degradation;

/// <summary>
/// Every input of the model, in its order: training and service make them here and nowhere else, so they cannot differ.
/// The place to add one: a line in <see cref="OfSensor"/>, and a training.
/// </summary>
public static class DegradationFeatures
{
    public const string CyclesRun = "cycles_run";

    public static IReadOnlyList<DegradationFeature> All { get; } =
    [
        .. SensorChannels.Wearing.SelectMany(OfSensor),
        new(CyclesRun, null, "cycles", "Cycles run up to the newest reading", _ => double.NaN),
    ];

    public static string[] Names { get; } = [.. All.Select(feature => feature.Name)];

    /// <summary>The values as the model takes them: rounded to float32 once, here.</summary>
    public static float[] Vector(OperatingHistory history)
    {
        var vector = new float[All.Count];
        SensorChannel? sensor = null;
        var trend = default(SensorTrend);
        for (var i = 0; i < vector.Length; i++)
        {
            var feature = All[i];
            if (feature.Sensor is null)
            {
                vector[i] = history.CyclesRun;
                continue;
            }

            if (feature.Sensor != sensor)
            {
                (sensor, trend) = (feature.Sensor, SensorTrend.Of(history, feature.Sensor.Number - 1));
            }

            vector[i] = (float)feature.Value(trend);
        }

        return vector;
    }

    private static IEnumerable<DegradationFeature> OfSensor(SensorChannel sensor)
    {
        var (key, name, unit) = (sensor.Key, sensor.Name, sensor.Unit);
        yield return new($"{key}_mean", sensor, unit, $"{name}, mean of the last 30 cycles", trend => trend.Mean);
        yield return new($"{key}_slope", sensor, PerCycle(unit), $"{name}, slope over the last 30 cycles", trend => trend.Slope);
        yield return new($"{key}_deviation", sensor, unit, $"{name}, mean of the last 30 cycles less that of the first 30", trend => trend.Deviation);
        yield return new($"{key}_smoothed", sensor, unit, $"{name}, exponentially smoothed over the last 30 cycles", trend => trend.Smoothed);
        yield return new($"{key}_wear_rate", sensor, PerCycle(unit), $"{name}, deviation from the first 30 cycles per cycle run", trend => trend.WearRate);
    }

    private static string PerCycle(string unit) => unit.Length == 0 ? "per cycle" : $"{unit} per cycle";
}

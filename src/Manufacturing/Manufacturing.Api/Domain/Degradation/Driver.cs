using System.Globalization;

namespace Manufacturing.Api.Domain.Degradation;

/// <summary>What makes a prediction what it is.</summary>
/// <param name="Code">Symbol of the sensor, or <see cref="DegradationFeatures.CyclesRun"/>; for programs.</param>
/// <param name="Text">What it says, for people.</param>
/// <param name="Cycles">What it added to the predicted remaining life, in cycles (exact path-dependent TreeSHAP, summed over the sensor's features).</param>
public sealed record Driver(string Code, string Text, float Cycles);

public static class Drivers
{
    public const int AtMost = 3;

    /// <summary>
    /// The sensors that pull the prediction furthest below the average machine, strongest first; for a machine above the
    /// average those that lift it.
    /// </summary>
    /// <param name="features">The features the prediction was made from, in the order of <see cref="DegradationFeatures.All"/>.</param>
    /// <param name="contributions">One number a feature, in cycles.</param>
    public static Driver[] Strongest(ReadOnlySpan<float> features, ReadOnlySpan<double> contributions)
    {
        var direction = Sum(contributions) < 0 ? -1 : 1;
        var bySensor = new Dictionary<string, (double Cycles, string Text)>(StringComparer.Ordinal);
        for (var i = 0; i < contributions.Length; i++)
        {
            var sensor = DegradationFeatures.All[i].Sensor;
            var code = sensor?.Symbol ?? DegradationFeatures.CyclesRun;
            var known = bySensor.GetValueOrDefault(code, (Cycles: 0, Text: ""));
            var text = sensor is null ? RunSoFar(features[i]) : DegradationFeatures.All[i].Name == $"{sensor.Key}_deviation" ? Changed(sensor, features[i]) : known.Text;
            bySensor[code] = (known.Cycles + contributions[i], text);
        }

        return
        [
            .. bySensor
                .Where(driver => driver.Value.Cycles * direction > 0)
                .OrderByDescending(driver => driver.Value.Cycles * direction)
                .ThenBy(driver => driver.Key, StringComparer.Ordinal)
                .Take(AtMost)
                .Select(driver => new Driver(driver.Key, driver.Value.Text, (float)driver.Value.Cycles)),
        ];
    }

    private static string RunSoFar(float cycles) =>
        string.Create(CultureInfo.InvariantCulture, $"{cycles:0} cycles run");

    private static string Changed(SensorChannel sensor, float deviation)
    {
        var unit = sensor.Unit.Length == 0 ? "" : $" {sensor.Unit}";
        var side = deviation < 0 ? "below" : "above";
        return string.Create(
            CultureInfo.InvariantCulture, $"{sensor.Name} ({sensor.Symbol}) is {Significant(Math.Abs(deviation))}{unit} {side} its level in the first cycles");
    }

    // Sensors differ by five orders of magnitude, so digits count and not decimals.
    private static string Significant(float value)
    {
        var decimals = value > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(value)), 0, 5) : 0;
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}

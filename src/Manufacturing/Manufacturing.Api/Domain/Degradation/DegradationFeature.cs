namespace Manufacturing.Api.Domain.Degradation;

/// <summary>One input of the model.</summary>
/// <param name="Name">Its name in model folders.</param>
/// <param name="Sensor">The sensor it tells of; null for what is no sensor's.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Description">What it is.</param>
/// <param name="Value">Its value from the trend of its sensor.</param>
public sealed record DegradationFeature(
    string Name, SensorChannel? Sensor, string Unit, string Description, Func<SensorTrend, double> Value);

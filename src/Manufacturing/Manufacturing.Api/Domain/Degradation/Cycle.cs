namespace Manufacturing.Api.Domain.Degradation;

/// <summary>What a machine's sensors said in one operating cycle.</summary>
/// <param name="Number">Cycles run, from 1.</param>
/// <param name="Sensors">21 values in the order of <see cref="SensorChannels.All"/>.</param>
public sealed record Cycle(int Number, double[] Sensors);

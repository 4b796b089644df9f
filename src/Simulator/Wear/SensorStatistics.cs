namespace Simulator.Wear;

/// <summary>
/// How one channel of C-MAPSS FD001 behaves on average over its 100 training engines.
/// </summary>
/// <param name="Healthy">Mean of the first 25 cycles, in the channel's unit.</param>
/// <param name="EngineDeviation">Standard deviation of that mean between engines.</param>
/// <param name="Drift">Mean change from there to the last three cycles before failure.</param>
/// <param name="DriftDeviation">Standard deviation of that change between engines.</param>
/// <param name="Noise">Standard deviation from cycle to cycle.</param>
public sealed record SensorStatistics(double Healthy, double EngineDeviation, double Drift, double DriftDeviation, double Noise)
{
    /// <summary>The 21 channels in the order of the data set (Saxena et al., PHM08, 2008).</summary>
    public static readonly IReadOnlyList<SensorStatistics> Fd001 =
    [
        Constant(518.67),
        new(642.38, 0.2402, 1.3229, 0.2942, 0.2955),
        new(1586.9, 2.475, 15.432, 3.501, 3.967),
        new(1402.8, 4.435, 26.556, 4.676, 3.935),
        Constant(14.62),
        new(21.61, 0.0007, 0.0005, 0.0007, 0.0013),
        new(553.95, 0.4777, -2.5187, 0.5141, 0.4073),
        new(2388.05, 0.04598, 0.1805, 0.07469, 0.03035),
        new(9056, 7.29, 42.985, 54.9, 4.174),
        Constant(1.3),
        new(47.355, 0.1463, 0.81169, 0.1561, 0.09985),
        new(521.91, 0.412, -2.1606, 0.4626, 0.301),
        new(2388.05, 0.04635, 0.18471, 0.07677, 0.02935),
        new(8137.4, 7.33, 30.175, 49.37, 3.093),
        new(8.4183, 0.01758, 0.10487, 0.0203, 0.01989),
        Constant(0.03),
        new(392.27, 0.6918, 4.0695, 0.9801, 0.9186),
        Constant(2388),
        Constant(100),
        new(38.933, 0.08565, -0.49843, 0.1032, 0.1004),
        new(23.36, 0.05068, -0.29561, 0.05791, 0.06064),
    ];

    /// <summary>Indices of core speed and corrected core speed.</summary>
    public static readonly IReadOnlyList<int> CoreSpeeds = [8, 13];

    private static SensorStatistics Constant(double value) => new(value, 0, 0, 0, 0);
}

namespace Manufacturing.FunctionalTests;

/// <summary>
/// An engine with the mean levels and drifts of C-MAPSS FD001 and no noise: each channel changes by exp(-remaining / 47)
/// of what it changes in a life.
/// </summary>
internal static class WearingEngine
{
    /// <summary>Cycles to failure where a test says nothing else.</summary>
    public const int Life = 200;

    private const double DriftCycles = 47;

    private static readonly (double Healthy, double Drift)[] Channels =
    [
        (518.67, 0), (642.38, 1.3229), (1586.9, 15.432), (1402.8, 26.556), (14.62, 0), (21.61, .0005), (553.95, -2.5187),
        (2388.05, .1805), (9056, 42.985), (1.3, 0), (47.355, .81169), (521.91, -2.1606), (2388.05, .18471),
        (8137.4, 30.175), (8.4183, .10487), (.03, 0), (392.27, 4.0695), (2388, 0), (100, 0), (38.933, -.49843), (23.36, -.29561),
    ];

    /// <summary>The 21 sensors at a cycle.</summary>
    public static double[] Sensors(int cycle, int life = Life)
    {
        var worn = Math.Exp(-(life - cycle) / DriftCycles);
        return [.. Channels.Select(channel => channel.Healthy + (channel.Drift * worn))];
    }
}

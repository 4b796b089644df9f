using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training.Data;

namespace Manufacturing.ModelTests;

/// <summary>
/// Engines with the mean levels, drifts and noise of C-MAPSS FD001: each channel changes by exp(-remaining / 47) of what
/// it changes in a life.
/// </summary>
internal static class WearingEngines
{
    private const double DriftCycles = 47;

    private static readonly (double Healthy, double Drift, double Noise)[] Channels =
    [
        (518.67, 0, 0), (642.38, 1.3229, .2955), (1586.9, 15.432, 3.967), (1402.8, 26.556, 3.935), (14.62, 0, 0),
        (21.61, .0005, .0013), (553.95, -2.5187, .4073), (2388.05, .1805, .03035), (9056, 42.985, 4.174), (1.3, 0, 0),
        (47.355, .81169, .09985), (521.91, -2.1606, .301), (2388.05, .18471, .02935), (8137.4, 30.175, 3.093),
        (8.4183, .10487, .01989), (.03, 0, 0), (392.27, 4.0695, .9186), (2388, 0, 0), (100, 0, 0),
        (38.933, -.49843, .1004), (23.36, -.29561, .06064),
    ];

    /// <summary>Run to failure after that many cycles.</summary>
    public static Engine Run(int life, int seed, int unit = 1)
    {
        var random = new Random(seed);
        return new Engine("generated", unit, [.. Enumerable.Range(1, life).Select(cycle => new Cycle(cycle, [.. Channels.Select(Reading(cycle))]))]);

        // Twelve uniform numbers less six: near enough to a normal one.
        Func<(double Healthy, double Drift, double Noise), double> Reading(int cycle) => channel =>
            channel.Healthy
            + (channel.Drift * Math.Exp(-(life - cycle) / DriftCycles))
            + (channel.Noise * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6));
    }
}

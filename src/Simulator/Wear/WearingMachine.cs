using Simulator.Traffic;

namespace Simulator.Wear;

/// <summary>
/// A machine that wears until it fails and is then replaced. Its life is lognormal with the mean and spread of C-MAPSS
/// FD001 (206 cycles, 128 to 362), and every channel drifts by exp(-remaining / 47) of its full change: measured on the
/// training engines, that share is .07 at 125 cycles before failure, .20 at 75, .53 at 30 and .88 at 5.
/// </summary>
public sealed class WearingMachine
{
    private const double LogLifeMean = 5.306;
    private const double LogLifeDeviation = 0.212;
    private const double DriftCycles = 47;

    private readonly double[] _level = new double[SensorStatistics.Fd001.Count];
    private readonly double[] _drift = new double[SensorStatistics.Fd001.Count];
    private readonly int _seed;

    public WearingMachine(int seed, string name, int generation)
    {
        _seed = seed;
        Name = name;
        Generation = generation;
        var random = Draw.For(seed, name, generation);
        Life = Math.Clamp((int)Math.Exp(random.Normal(LogLifeMean, LogLifeDeviation)), 128, 362);

        // Machines begin with different wear and fail at about the same level: over FD001's engines, first levels go
        // together (|r| .95) and against their own drift (r -.7 to -.9). The speeds of the core drift for themselves.
        var (initialWear, speed) = (random.Normal(0, 1), random.Normal(0, 1));
        foreach (var (channel, sensor) in SensorStatistics.Fd001.Index())
        {
            var begun = Math.Sign(sensor.Drift) * sensor.EngineDeviation * initialWear;
            _level[channel] = sensor.Healthy + begun;
            _drift[channel] = sensor.Drift + (SensorStatistics.CoreSpeeds.Contains(channel) ? sensor.DriftDeviation * speed : -begun);
        }
    }

    /// <summary>Name of the place the machine stands at.</summary>
    public string Name { get; }

    /// <summary>How many machines have stood there before.</summary>
    public int Generation { get; }

    /// <summary>The machine's own id: a replacement is another machine.</summary>
    public string Id => Generation == 0 ? Name : $"{Name}-{Generation + 1}";

    /// <summary>Cycles from new to failure.</summary>
    public int Life { get; }

    /// <summary>Settings (3) and sensors (21) at a cycle, from 1 to <see cref="Life"/>; the same whenever asked for.</summary>
    public (float[] Settings, float[] Sensors) At(int cycle)
    {
        var random = Draw.For(_seed, Id, cycle);
        var worn = Math.Exp(-(Life - cycle) / DriftCycles);
        float[] settings = [(float)random.Normal(0, 0.0022), (float)random.Normal(0, 0.0003), 100];
        var sensors = new float[SensorStatistics.Fd001.Count];
        for (var i = 0; i < sensors.Length; i++)
        {
            sensors[i] = (float)random.Normal(_level[i] + (_drift[i] * worn), SensorStatistics.Fd001[i].Noise);
        }

        return (settings, sensors);
    }

    /// <summary>What replaces the machine when it has failed.</summary>
    public WearingMachine Replacement() => new(_seed, Name, Generation + 1);
}

using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training.Data;
using Platform.Learning;

namespace Manufacturing.Training.Protocol;

/// <summary>Engines as they looked at the end of many windows: the rows of the model.</summary>
/// <param name="Engines">The engines.</param>
/// <param name="Values">Row-major: one row of features a window.</param>
/// <param name="Owners">For each row, the index of its engine.</param>
/// <param name="Records">For each row, how many readings were known.</param>
/// <param name="Remaining">For each row, the true remaining life in cycles, not capped.</param>
public sealed record EngineWindows(Engine[] Engines, float[] Values, int[] Owners, int[] Records, double[] Remaining)
{
    public int Count => Owners.Length;

    /// <summary>A window after every reading.</summary>
    public static EngineWindows All(Engine[] engines) =>
        Make(engines, engine => Enumerable.Range(1, engine.Cycles.Length));

    /// <summary>One window an engine, after its last reading.</summary>
    public static EngineWindows Last(Engine[] engines) => Make(engines, engine => [engine.Cycles.Length]);

    public ReadOnlySpan<float> Row(int index)
    {
        var length = DegradationFeatures.Names.Length;
        return Values.AsSpan(index * length, length);
    }

    /// <summary>What the trees learn from: capped labels, and less weight far from failure.</summary>
    public TrainingTable Table() => new(
        DegradationFeatures.Names,
        Values,
        [.. Remaining.Select(remaining => (float)Math.Min(remaining, ManufacturingModelSettings.LabelCap))],
        [.. Remaining.Select(remaining => remaining > ManufacturingModelSettings.PlanningHorizon ? ManufacturingModelSettings.FarWeight : 1)]);

    /// <summary>The rows that validation and calibration ask about.</summary>
    public int[] Asked() =>
    [
        .. Enumerable.Range(0, Count).Where(row =>
            Records[row] >= ManufacturingModelSettings.ShortestRecord && Remaining[row] <= ManufacturingModelSettings.PlanningHorizon),
    ];

    private static EngineWindows Make(Engine[] engines, Func<Engine, IEnumerable<int>> records)
    {
        var (values, owners, known, remaining) = (new List<float>(), new List<int>(), new List<int>(), new List<double>());
        for (var i = 0; i < engines.Length; i++)
        {
            foreach (var count in records(engines[i]))
            {
                values.AddRange(DegradationFeatures.Vector(OperatingHistory.After(engines[i].Cycles, count)));
                owners.Add(i);
                known.Add(count);
                remaining.Add(engines[i].RemainingAfter(count));
            }
        }

        return new EngineWindows(engines, [.. values], [.. owners], [.. known], [.. remaining]);
    }
}

using Manufacturing.Api.Domain;
using Platform.Statistics;

namespace Manufacturing.Training.Protocol;

/// <summary>The interval's offsets, and what cross-validation says of predictions and intervals.</summary>
/// <param name="Levels">Predictions at which the offsets were measured, in cycles.</param>
/// <param name="Below">Offsets of the lower end, in cycles.</param>
/// <param name="Above">Offsets of the upper end, in cycles.</param>
/// <param name="Rmse">By set: error on engines not learned from, in cycles.</param>
/// <param name="Coverage">By set: share of true lives inside intervals that were measured without their engine.</param>
/// <param name="Width">By set: mean width of those intervals, in cycles.</param>
public sealed record Calibration(
    double[] Levels,
    double[] Below,
    double[] Above,
    IReadOnlyDictionary<string, double> Rmse,
    IReadOnlyDictionary<string, double> Coverage,
    IReadOnlyDictionary<string, double> Width)
{
    private const int Bins = 10;

    /// <param name="windows">Windows of all training engines.</param>
    /// <param name="predictions">Out-of-fold predictions, one a window.</param>
    public static Calibration Of(EngineWindows windows, IReadOnlyList<float> predictions)
    {
        var asked = windows.Asked();
        var folds = CrossValidation.FoldOf(windows.Engines, ManufacturingModelSettings.Folds);
        var (covered, width) = (new double[windows.Count], new double[windows.Count]);
        for (var fold = 0; fold < ManufacturingModelSettings.Folds; fold++)
        {
            var others = Interval(Measure([.. asked.Where(row => folds[windows.Owners[row]] != fold)]));
            foreach (var row in asked.Where(row => folds[windows.Owners[row]] == fold))
            {
                var life = others.Around(predictions[row]);
                covered[row] = life.Low <= windows.Remaining[row] && windows.Remaining[row] <= life.High ? 1 : 0;
                width[row] = life.High - life.Low;
            }
        }

        var sets = windows.Engines.Select(engine => engine.Set).Distinct().ToArray();
        var (levels, below, above) = Measure(asked);
        return new Calibration(
            levels,
            below,
            above,
            sets.ToDictionary(set => set, set => CrossValidation.Rmse(windows, predictions, set)),
            sets.ToDictionary(set => set, set => MeanByEngine(set, covered)),
            sets.ToDictionary(set => set, set => MeanByEngine(set, width)));

        (double[] Levels, double[] Below, double[] Above) Measure(int[] rows) => ConformalOffsets.Measure(
            [.. rows.Select(row => (double)predictions[row])],
            [.. rows.Select(row => windows.Remaining[row])],
            [.. rows.Select(row => windows.Owners[row])],
            ManufacturingModelSettings.IntervalLevel,
            Bins);

        double MeanByEngine(string set, double[] values) => asked
            .Where(row => windows.Engines[windows.Owners[row]].Set == set)
            .GroupBy(row => windows.Owners[row])
            .Average(engine => engine.Average(row => values[row]));
    }

    private static LifeInterval Interval((double[] Levels, double[] Below, double[] Above) offsets) =>
        new(offsets.Levels, offsets.Below, offsets.Above, ManufacturingModelSettings.LabelCap);
}

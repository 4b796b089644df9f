using Manufacturing.Api.Domain;
using Manufacturing.Training.Data;
using Platform.Inference;
using Platform.Learning;
using Platform.Statistics;

namespace Manufacturing.Training.Protocol;

/// <summary>What a model says of test engines at their last reading, beside what became of them.</summary>
/// <param name="Set">Data set, such as FD001.</param>
/// <param name="Lives">One prediction an engine.</param>
/// <param name="Truths">True remaining lives in cycles, not capped.</param>
public sealed record TestPredictions(string Set, RemainingLife[] Lives, double[] Truths)
{
    private const int Seed = 5;

    public static TestPredictions Of(LoadedModel model, string set, Engine[] engines)
    {
        var windows = EngineWindows.Last(engines);
        var scores = new float[windows.Count];
        model.Score(windows.Values, windows.Count, scores);
        var interval = LifeInterval.From(model.Manifest);
        return new TestPredictions(set, [.. scores.Select(interval.Around)], windows.Remaining);
    }

    /// <summary>Everything that is reported, with 95 % intervals: bootstrap of engines, exact binomial for coverage.</summary>
    public TestMeasures Measure() => new(
        Bootstrapped(rows => Rmse(rows, double.PositiveInfinity)),
        Bootstrapped(rows => Rmse(rows, ManufacturingModelSettings.LabelCap)),
        Bootstrapped(rows => rows.Average(i => NasaScore.Of(Lives[i].Cycles, Truths[i])) * Truths.Length),
        BinomialInterval.Of(Lives.Zip(Truths).Count(pair => pair.First.Low <= pair.Second && pair.Second <= pair.First.High), Truths.Length),
        Bootstrapped(rows => rows.Average(i => Lives[i].High - Lives[i].Low)));

    private Interval Bootstrapped(Func<int[], double> statistic) => Bootstrap.Interval(statistic, Truths.Length, Seed);

    private double Rmse(int[] rows, double cap) =>
        Math.Sqrt(rows.Average(i => Math.Pow(Lives[i].Cycles - Math.Min(cap, Truths[i]), 2)));
}

/// <summary>Measures on the test engines of one set.</summary>
/// <param name="Rmse">Root mean squared error against the true lives, in cycles.</param>
/// <param name="CappedRmse">The same against the true lives capped as the labels were.</param>
/// <param name="Nasa">Sum of <see cref="NasaScore"/> over the engines, true lives not capped.</param>
/// <param name="Coverage">Share of the true lives, not capped, that lie in their interval.</param>
/// <param name="Width">Mean width of the intervals, in cycles.</param>
public sealed record TestMeasures(Interval Rmse, Interval CappedRmse, Interval Nasa, Interval Coverage, Interval Width);

using CsCheck;
using Platform.Statistics;

namespace Statistics.Tests;

public sealed class RankedRowsTests
{
    [Fact]
    public void It_measures_what_the_metrics_measure_on_the_repeated_rows()
    {
        // Few distinct scores, so that ties occur.
        var row = Gen.Select(Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 3]);
        row.Array[1, 30].Sample(rows =>
        {
            var ranked = new RankedRows([.. rows.Select(r => r.Item1 / 5f)], [.. rows.Select(r => r.Item2)]);
            var repeated = rows.SelectMany(r => Enumerable.Repeat((Score: r.Item1 / 5f, Label: r.Item2 ? 1f : 0f), r.Item3)).ToArray();
            float[] scores = [.. repeated.Select(r => r.Score)], labels = [.. repeated.Select(r => r.Label)];

            var (auc, precision) = ranked.Measure(i => rows[i].Item3);

            Same(auc, Metrics.RocAuc(scores, labels));
            Same(precision, Metrics.AveragePrecision(scores, labels));
        });
    }

    [Fact]
    public void By_hand()
    {
        // 3 of 4 pairs of a positive and a negative are in order; precision 1 at the first positive, 2/3 at the second.
        var (auc, precision) = new RankedRows([.9f, .8f, .7f, .1f], [true, false, true, false]).Measure(_ => 1);

        auc.ShouldBe(.75);
        precision.ShouldBe((1 + (2.0 / 3)) / 2, 1e-12);
    }

    private static void Same(double actual, double expected)
    {
        if (double.IsNaN(expected))
        {
            actual.ShouldBe(double.NaN);
        }
        else
        {
            actual.ShouldBe(expected, 1e-9);
        }
    }
}

using CsCheck;
using Platform.Statistics;

namespace Statistics.Tests;

public sealed class MetricsTests
{
    // Few distinct scores, so that ties occur; the first two labels make both occur.
    private static readonly Gen<(float[] Scores, float[] Labels)> Rows = Gen.Int[2, 40].SelectMany(n => Gen.Select(
        Gen.Int[0, 10].Select(i => i / 10f).Array[n], Gen.Bool.Array[n - 2].Select(Labels)));

    [Fact]
    public void Auc_is_the_share_of_pairs_in_order_with_ties_counting_half() => Rows.Sample(rows =>
    {
        double pairs = 0, ordered = 0;
        foreach (var (p, _) in rows.Scores.Zip(rows.Labels).Where(row => row.Second == 1))
        {
            foreach (var (n, _) in rows.Scores.Zip(rows.Labels).Where(row => row.Second == 0))
            {
                pairs++;
                ordered += p > n ? 1 : p == n ? .5 : 0;
            }
        }

        Metrics.RocAuc(rows.Scores, rows.Labels).ShouldBe(ordered / pairs, 1e-12);
    });

    [Fact]
    public void Auc_of_the_opposite_scores_is_the_rest() => Rows.Sample(rows =>
        Metrics.RocAuc([.. rows.Scores.Select(s => -s)], rows.Labels).ShouldBe(1 - Metrics.RocAuc(rows.Scores, rows.Labels), 1e-12));

    [Fact]
    public void Auc_without_positives_is_not_defined() => Metrics.RocAuc([1, 2], [0, 0]).ShouldBe(double.NaN);

    [Fact]
    public void Average_precision_is_the_mean_precision_at_each_positive()
    {
        // Positives at places 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3.
        Metrics.AveragePrecision([.9f, .8f, .7f, .6f, .5f], [1, 0, 1, 1, 0]).ShouldBe((1 + (2 / 3.0) + (3 / 4.0)) / 3, 1e-12);
    }

    [Fact]
    public void Average_precision_of_equal_scores_is_the_share_of_positives() =>
        Metrics.AveragePrecision([.5f, .5f, .5f, .5f], [1, 0, 0, 0]).ShouldBe(.25, 1e-12);

    [Fact]
    public void Average_precision_does_not_depend_on_the_order_of_rows() => Rows.Sample(rows =>
        Metrics.AveragePrecision([.. rows.Scores.Reverse()], [.. rows.Labels.Reverse()])
            .ShouldBe(Metrics.AveragePrecision(rows.Scores, rows.Labels)));

    [Fact]
    public void Log_loss_is_the_mean_negative_log_likelihood() =>
        Metrics.LogLoss([.8f, .4f], [1, 0]).ShouldBe(-(Math.Log(.8) + Math.Log(.6)) / 2, 1e-7);

    [Fact]
    public void Log_loss_of_a_certain_error_is_large_and_finite() => Metrics.LogLoss([0f], [1]).ShouldBe(-Math.Log(1e-15), 1e-9);

    [Fact]
    public void Brier_is_the_mean_squared_difference() => Metrics.Brier([.8f, .4f], [1, 0]).ShouldBe((.04 + .16) / 2, 1e-7);

    [Fact]
    public void Calibration_error_weighs_bins_by_their_rows()
    {
        // Bin [.2,.3): 3 rows, mean probability .25, one positive: gap .0833. Bin [.9,1]: 1 row, gap .05.
        Metrics.Ece([.25f, .25f, .25f, .95f], [1, 0, 0, 1], bins: 10).ShouldBe((3 * ((1 / 3.0) - .25) / 4) + (.05 / 4), 1e-6);
    }

    [Fact]
    public void A_probability_of_one_is_in_the_last_bin() => Metrics.Ece([1f, 1f], [1, 1]).ShouldBe(0);

    [Fact]
    public void Rmse_and_mae_are_in_the_labels_units()
    {
        Metrics.Rmse([3, 0], [0, 4]).ShouldBe(Math.Sqrt(12.5), 1e-12);
        Metrics.Mae([3, 0], [0, 4]).ShouldBe(3.5, 1e-12);
    }

    [Fact]
    public void Coverage_counts_the_bounds_in() => Metrics.Coverage([0, 0, 0], [1, 1, 1], [0, 1, 2]).ShouldBe(2 / 3.0, 1e-12);

    [Fact]
    public void Lengths_that_differ_are_refused() => Should.Throw<ArgumentException>(() => Metrics.RocAuc([1, 2, 3], [0, 1]));

    [Fact]
    public void A_confusion_counts_a_score_at_the_threshold_as_positive()
    {
        var confusion = Confusion.At(.5, [.5f, .6f, .4f, .1f, .9f], [1, 0, 1, 0, 1]);

        confusion.ShouldBe(new Confusion(2, 1, 1, 1));
        confusion.Accuracy.ShouldBe(.6, 1e-12);
        confusion.Sensitivity.ShouldBe(2 / 3.0, 1e-12);
        confusion.Specificity.ShouldBe(.5, 1e-12);
        confusion.Precision.ShouldBe(2 / 3.0, 1e-12);
        confusion.F1.ShouldBe(2 / 3.0, 1e-12);
    }

    [Fact]
    public void Ndcg_divides_by_the_ideal_list()
    {
        // Relevant at places 2 and 3 of 3; 4 items are relevant in all, so the ideal has 3 places.
        var ideal = 1 + (1 / Math.Log2(3)) + .5;
        RankingMetrics.NdcgAt(3, [false, true, true], relevant: 4).ShouldBe(((1 / Math.Log2(3)) + .5) / ideal, 1e-12);
        RankingMetrics.NdcgAt(10, [true, true], relevant: 2).ShouldBe(1, 1e-12);
        RankingMetrics.NdcgAt(10, [true], relevant: 0).ShouldBe(double.NaN);
    }

    [Fact]
    public void Hits_and_precision_look_at_the_first_places_only()
    {
        RankingMetrics.HitAt(2, [false, false, true]).ShouldBe(0);
        RankingMetrics.HitAt(3, [false, false, true]).ShouldBe(1);
        RankingMetrics.PrecisionAt(4, [true, false]).ShouldBe(.25);
    }

    [Fact]
    public void The_conformal_quantile_counts_the_new_value_in()
    {
        double[] sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        Quantiles.Conformal(sorted, .9).ShouldBe(9);
        Quantiles.Conformal(sorted, .8).ShouldBe(8);
        Quantiles.Conformal(sorted, .95).ShouldBe(double.PositiveInfinity);
        Quantiles.Linear(sorted, .25).ShouldBe(3);
    }

    private static float[] Labels(bool[] others) => [0, 1, .. others.Select(other => other ? 1f : 0f)];
}

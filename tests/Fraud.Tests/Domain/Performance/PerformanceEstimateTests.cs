using Fraud.Api.Domain.Performance;
using Platform.Statistics;

namespace Fraud.Tests.Domain.Performance;

public sealed class PerformanceEstimateTests
{
    // Of ten payments in bucket 1 one was fraud, in bucket 2 six; every label came on the third day after.
    private static readonly DecisionCount[] Reference =
    [
        new(0, 1, false, true, 3, 1), new(0, 1, false, false, 3, 9), new(0, 2, true, true, 3, 6), new(0, 2, true, false, 3, 4),
    ];

    private static readonly ScoreCalibration Calibration = ScoreCalibration.Of(Reference)!;
    private static readonly LabelDelay Delay = new(Reference);

    [Fact]
    public void Without_labels_the_confusion_is_expected_from_calibrated_scores()
    {
        // 20 alerts at .6 and 100 approvals at .1: 12 caught and 10 missed.
        var estimate = PerformanceEstimate.Of([new(50, 2, true, null, null, 20), new(50, 1, false, null, null, 100)], age: 1, Calibration, Delay);

        estimate.Frauds.Value.ShouldBe(22, 1e-9);
        estimate.Precision!.Value.ShouldBe(.6, 1e-9);
        estimate.Recall!.Value.ShouldBe(12.0 / 22, 1e-9);
        // Payments: 20 * .24 = 4.8. Learned: (6.5 / 11)(4.5 / 11) / 11 = .02198, times 20 squared. Together 13.59 of 20 squared.
        (estimate.Precision.High - estimate.Precision.Value).ShouldBe(1.959964 * Math.Sqrt(4.8 + (400 * 6.5 / 11 * 4.5 / 11 / 11)) / 20, 1e-9);
    }

    [Fact]
    public void What_is_known_counts_as_it_is()
    {
        var estimate = PerformanceEstimate.Of(
            [new(50, 2, true, true, 51, 3), new(50, 2, true, false, 51, 1), new(50, 1, false, true, 51, 1)], age: 40, Calibration, Delay);

        estimate.Precision.ShouldBe(new Interval(.75, .75, .75));
        estimate.Recall.ShouldBe(new Interval(.75, .75, .75));
        estimate.Frauds.ShouldBe(new Interval(4, 4, 4));
    }

    [Fact]
    public void Silence_at_an_age_at_which_half_of_the_genuine_are_confirmed_is_suspicious()
    {
        LabelDelay delay = new([new(0, 1, false, true, 20, 10), new(0, 1, false, false, 2, 5), new(0, 1, false, false, 30, 5)]);

        delay.Share(fraud: false, age: 2).ShouldBe(0);
        delay.Share(fraud: false, age: 3).ShouldBe(.5);
        // .1 against .9 * .5: .1 / .55.
        PerformanceEstimate.Unlabelled(.1, age: 10, delay).ShouldBe(.1 / .55, 1e-12);
        PerformanceEstimate.Unlabelled(.1, age: 25, delay).ShouldBe(0); // every fraud would be known by then
        PerformanceEstimate.Unlabelled(.1, age: 60, delay).ShouldBe(.1); // no label comes that late
    }

    [Fact]
    public void A_reference_with_one_kind_of_label_teaches_nothing() =>
        ScoreCalibration.Of(Reference.Where(count => count.Fraud == true)).ShouldBeNull();
}

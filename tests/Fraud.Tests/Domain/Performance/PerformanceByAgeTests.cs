using Fraud.Api.Domain.Performance;
using Platform.Statistics;

namespace Fraud.Tests.Domain.Performance;

public sealed class PerformanceByAgeTests
{
    private const int Today = 740_000;
    private const int FirstAlert = 9;

    [Fact]
    public void On_a_calibrated_stream_the_estimates_lie_within_their_intervals()
    {
        var report = Report(Stream(drift: false));

        report.Past.Length.ShouldBe(30);
        report.PrecisionError.Covered!.Value.ShouldBeGreaterThanOrEqualTo(.85);
        report.RecallError.Covered!.Value.ShouldBeGreaterThanOrEqualTo(.85);
        report.PrecisionError.MeanAbsoluteError!.Value.ShouldBeLessThan(.05);
        Math.Abs(report.PrecisionError.MeanError!.Value).ShouldBeLessThan(.02);
    }

    [Fact]
    public void A_delay_is_no_fall_and_a_real_fall_shows_once_the_labels_are_in()
    {
        var (steady, drifting) = (Report(Stream(drift: false)), Report(Stream(drift: true)));
        var yesterday = steady.Days[^1];

        // Hardly a fraud of yesterday is known, and as many as ever are expected.
        (yesterday.Age, yesterday.KnownFrauds).ShouldBe((1, 0));
        yesterday.ExpectedFraudLabels.ShouldBe(0);
        yesterday.Estimate!.Frauds.Value.ShouldBe(steady.Days[0].Estimate!.Frauds.Value, steady.Days[0].Estimate!.Frauds.Value * .25);
        steady.Days[0].KnownFrauds.ShouldBe((int)steady.Days[0].Estimate!.Frauds.Value);

        // Scores that came to mean something else are what the estimate cannot see, and what its error says afterwards.
        drifting.PrecisionError.MeanError!.Value.ShouldBeGreaterThan(.1);
        drifting.PrecisionError.Covered!.Value.ShouldBeLessThan(.5);
    }

    [Fact]
    public void What_was_estimated_then_uses_nothing_that_was_not_known_then()
    {
        // Every label that came later than the morning after the day is another one: the estimates of then stay.
        var counts = Stream(drift: false).ToArray();
        var day = Report(counts).Past[0].Day;
        var changed = counts.Select(count => count.LabelDay > day.DayNumber ? count with { Fraud = !count.Fraud } : count);

        Report(changed).Past[0].Estimated.ShouldBe(Report(counts).Past[0].Estimated);
    }

    [Fact]
    public void Without_a_reference_there_is_what_is_known_and_no_estimate()
    {
        var report = Report(Stream(drift: false).Where(count => count.Day >= Today - 5));

        report.ReferencePayments.ShouldBe(0);
        report.Days.Length.ShouldBe(5);
        report.Days.ShouldAllBe(day => day.Estimate == null);
        report.Past.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_counts_as_genuine_from_the_age_that_is_said()
    {
        DecisionCounts counts = new([new(Today - 20, 5, true, null, null, 7)], silenceDays: 10);

        counts.On(Today - 20, Today - 10).Single().Fraud.ShouldBeNull();
        counts.On(Today - 20, Today - 9).Single().Fraud.ShouldBe(false);
    }

    [Fact]
    public void A_chargeback_that_comes_after_the_silence_changes_nothing_of_what_was_known_before()
    {
        DecisionCounts counts = new([new(Today - 50, 5, false, true, Today - 20, 7)], silenceDays: 10);

        counts.On(Today - 50, Today - 40).Single().Fraud.ShouldBeNull();
        counts.On(Today - 50, Today - 39).Single().ShouldBe(new DecisionCount(Today - 50, 5, false, false, Today - 40, 7));
        counts.On(Today - 50, Today - 20).Single().Fraud.ShouldBe(false);
        counts.On(Today - 50, Today - 19).Single().ShouldBe(new DecisionCount(Today - 50, 5, false, true, Today - 20, 7));
    }

    [Fact]
    public void Where_approvals_are_labelled_only_when_they_are_charged_back_silence_is_taken_for_genuine_and_the_estimates_hold()
    {
        // As the service labels by itself: cases say of alerts what they were, and nobody says it of what was approved.
        var counts = Stream(drift: false).Select(count => count is { Alert: false, Fraud: false } ? count with { Fraud = null, LabelDay = null } : count).ToArray();

        var report = Report(counts);

        report.Silence.ShouldSatisfyAllConditions(
            silence => (silence.GenuineAfterDays, silence.IsAssumed).ShouldBe((30, true)),
            silence => silence.LabelledApprovals!.Value.ShouldBeInRange(.01, .2));
        report.PrecisionError.Covered!.Value.ShouldBeGreaterThanOrEqualTo(.85);
        report.RecallError.Covered!.Value.ShouldBeGreaterThanOrEqualTo(.85);
        Math.Abs(report.RecallError.MeanError!.Value).ShouldBeLessThan(.03);
    }

    [Fact]
    public void Silence_means_nothing_where_most_approvals_are_labelled_and_what_the_reader_says_where_something_is_said()
    {
        DecisionCount[] counts = [new(Today - 40, 1, false, false, Today - 35, 6), new(Today - 40, 1, false, null, null, 4), new(Today - 40, 9, true, null, null, 50)];

        Silence.Of(counts, asked: null, 30, Today).ShouldBe(new Silence(null, false, .6));
        Silence.Of(counts, asked: 12, 30, Today).ShouldBe(new Silence(12, false, .6));
        // Of the younger nothing can be said yet; of these, the labels that came.
        Silence.Of(counts, asked: null, 39, Today).ShouldBe(new Silence(null, false, .6));
        Silence.Of(counts, asked: null, 40, Today).ShouldBe(new Silence(null, false, null));
        Silence.Of(counts, asked: null, 2, Today - 36).ShouldBe(new Silence(2, true, 0));
    }

    private static PerformanceReport Report(IEnumerable<DecisionCount> counts)
    {
        DecisionCount[] all = [.. counts];
        return new PerformanceByAge(all, Silence.Of(all, asked: null, 30, Today), 30, 40)
            .Of("1.0.0", DateOnly.FromDayNumber(Today - 60), DateOnly.FromDayNumber(Today), DateOnly.FromDayNumber(Today));
    }

    /// <summary>
    /// 2,000 payments a day in buckets 0 to 11, fraud with probability 0 to .94 by bucket, alerts from bucket 9. Labels of genuine payments
    /// come in 1 to 9 days, those of frauds in 4 to 24. With drift, from 70 days ago on half of the frauds are genuine.
    /// </summary>
    private static IEnumerable<DecisionCount> Stream(bool drift)
    {
        var random = new SplitMix64(3);
        var counts = new Dictionary<DecisionCount, int>();
        for (var day = Today - 140; day < Today; day++)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var bucket = Math.Min(11, (int)(-2.5 * Math.Log(1 - random.NextDouble())));
                var fraud = random.NextDouble() < Math.Pow(bucket / 11.3, 2);
                var (genuineAfter, fraudAfter, isCured) = (1 + random.NextBelow(9), 4 + random.NextBelow(21), random.NextDouble() < .5);
                fraud &= !(drift && isCured && day >= Today - 70);
                var count = new DecisionCount(day, bucket, bucket >= FirstAlert, fraud, day + (fraud ? fraudAfter : genuineAfter), 1);
                counts[count] = counts.GetValueOrDefault(count) + 1;
            }
        }

        return counts.Select(pair => pair.Key with { Count = pair.Value });
    }
}

using Fraud.Api.Domain;
using Fraud.Api.Domain.Measuring;
using Platform.Statistics;

namespace Fraud.Tests.Domain.Measuring;

public sealed class ModelComparisonTests
{
    [Fact]
    public void By_hand()
    {
        // Live ranks fraud, genuine, fraud, genuine: AUC 3/4. The candidate ranks both frauds first: 1.
        var (measures, agreement) = ModelComparison.Of(
            [
                Payment(0, true, .9f, Outcome.Decline, .9f, Outcome.Decline),
                Payment(1, false, .8f, Outcome.Review, .2f, Outcome.Approve),
                Payment(2, true, .7f, Outcome.Review, .8f, Outcome.Decline),
                Payment(3, false, .1f, Outcome.Approve, .1f, Outcome.Approve),
                Payment(4, null, .6f, Outcome.Review, .6f, Outcome.Review), // counts as an alert, and ranks nowhere
            ],
            cards: 2,
            CancellationToken.None);

        Values("auc").ShouldBe((.75, 1, .25));
        Values("card-precision").ShouldBe((.5, 1, .5));
        Values("alerts-a-day").ShouldBe((4, 3, -1));
        agreement!.Value.ShouldBe(.6);

        (double?, double?, double?) Values(string name)
        {
            var measure = measures.Single(measure => measure.Name == name);
            return (measure.Live?.Value, measure.Shadow?.Value, measure.Difference?.Value);
        }
    }

    [Fact]
    public void It_measures_what_the_metrics_measure_and_its_intervals_hold_a_difference_that_is_there()
    {
        var random = new SplitMix64(1);
        var payments = Enumerable.Range(0, 3_000).Select(i =>
        {
            var fraud = random.NextDouble() < .1;
            var (good, poor) = (Score(fraud, 2, ref random), Score(fraud, .5, ref random));
            return new ComparedPayment(i % 600, i % 10, fraud, (poor, Outcome.Approve), (good, Outcome.Approve));
        }).ToArray();
        float[] labels = [.. payments.Select(p => p.Fraud == true ? 1f : 0f)];

        var (measures, agreement) = ModelComparison.Of(payments, cards: 20, CancellationToken.None, resamples: 200);

        var auc = measures[0];
        auc.Live!.Value.ShouldBe(Metrics.RocAuc([.. payments.Select(p => p.Live.Score)], labels), 1e-12);
        auc.Shadow!.Value.ShouldBe(Metrics.RocAuc([.. payments.Select(p => p.Shadow.Score)], labels), 1e-12);
        auc.Difference!.Low.ShouldBeGreaterThan(0);
        auc.Difference.Low.ShouldBeLessThan(auc.Difference.Value);
        measures[1].Live!.Value.ShouldBe(Metrics.AveragePrecision([.. payments.Select(p => p.Live.Score)], labels), 1e-12);
        agreement!.ShouldBe(new Interval(1, 1, 1));
    }

    [Fact]
    public void Without_labels_there_is_nothing_to_say_but_alerts_and_agreement()
    {
        var (measures, agreement) = ModelComparison.Of([Payment(0, null, .9f, Outcome.Decline, .1f, Outcome.Approve)], 100, CancellationToken.None);

        measures.Where(measure => measure.Live is not null).Select(measure => measure.Name).ShouldBe(["alerts-a-day"]);
        agreement!.Value.ShouldBe(0);
    }

    private static ComparedPayment Payment(int customer, bool? fraud, float live, Outcome byLive, float shadow, Outcome byShadow) =>
        new(customer, 0, fraud, (live, byLive), (shadow, byShadow));

    private static float Score(bool fraud, double strength, ref SplitMix64 random) =>
        (float)(1 / (1 + Math.Exp(-((fraud ? strength : 0) + (4 * (random.NextDouble() - .5))))));
}

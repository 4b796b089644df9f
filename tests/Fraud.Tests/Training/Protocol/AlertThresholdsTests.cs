using Fraud.Training.Data;
using Fraud.Training.Protocol;

namespace Fraud.Tests.Training.Protocol;

public sealed class AlertThresholdsTests
{
    private static readonly HandbookProtocol Protocol = new(new DateOnly(2018, 7, 25));

    [Fact]
    public void As_many_cards_are_reviewed_as_can_be_checked()
    {
        // 1,400 cards a week with falling scores; 700 can be checked.
        var week = Week(Enumerable.Range(0, 1_400).Select(card => (Card: card, Fraud: false, Score: 1 - (card / 2_000f))));

        var thresholds = AlertThresholds.Choose([week]);

        week.Scores.Count(score => score >= thresholds.Review).ShouldBe(700);
    }

    [Fact]
    public void A_tie_at_the_limit_is_left_out_rather_than_checked_by_nobody()
    {
        var week = Week(Enumerable.Range(0, 1_400).Select(card => (Card: card, Fraud: false, Score: card < 600 ? .9f : .1f)));

        AlertThresholds.Choose([week]).Review.ShouldBe(.9f, 1e-6);
    }

    [Fact]
    public void Declined_payments_are_fraud_nine_times_in_ten()
    {
        // Ten frauds, one genuine, then frauds and genuine ones in turn.
        var week = Week(Enumerable.Range(0, 1_000).Select(i => (Card: i, Fraud: i < 10 || (i > 10 && i % 2 == 0), Score: 1 - (i / 1_000f))));

        var thresholds = AlertThresholds.Choose([week]);

        var declined = week.Scores.Count(score => score >= thresholds.Decline);
        declined.ShouldBe(11);
    }

    [Fact]
    public void Without_a_score_that_is_sure_enough_only_certainty_is_declined() =>
        AlertThresholds.Choose([Week(Enumerable.Range(0, 50).Select(card => (card, false, .5f)))]).Decline.ShouldBe(1);

    private static ScoredRows Week(IEnumerable<(int Card, bool Fraud, float Score)> rows)
    {
        var listed = rows.ToArray();
        var payments = listed.Select((row, i) => new CardPayment(Protocol.TestFrom.AddDays(i % 7), row.Card, 1, 10, row.Fraud)).ToArray();
        return new ScoredRows(Protocol, new FeatureRows(payments, []), [.. listed.Select(row => row.Score)]);
    }
}

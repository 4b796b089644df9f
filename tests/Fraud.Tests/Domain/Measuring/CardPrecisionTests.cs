using Fraud.Api.Domain.Measuring;

namespace Fraud.Tests.Domain.Measuring;

public sealed class CardPrecisionTests
{
    [Fact]
    public void It_is_the_mean_share_of_compromised_cards_among_the_first_k()
    {
        // Day 0: cards 1 (fraud), 2, 3 by score; day 1: cards 2 (fraud), 3.
        var precision = Precision((0, 1, true, .9f), (0, 2, false, .8f), (0, 3, false, .1f), (1, 2, true, .7f), (1, 3, false, .6f));

        precision.At(2).ShouldBe(.5);
        precision.At(1).ShouldBe(1);
    }

    [Fact]
    public void A_card_has_its_highest_score_and_is_compromised_by_one_fraud()
    {
        // Card 1 has a fraud with a low score, and a genuine payment with the highest of the day.
        var precision = Precision((0, 1, true, .1f), (0, 1, false, .9f), (0, 2, false, .5f));

        precision.At(1).ShouldBe(1);
    }

    [Fact]
    public void A_card_that_was_found_leaves_the_following_days()
    {
        var precision = Precision((0, 1, true, .9f), (1, 1, true, .9f), (1, 2, false, .8f), (1, 3, true, .7f));

        // Day 1 is judged on cards 2 and 3: the first of them is genuine.
        precision.At(1).ShouldBe(.5);
    }

    [Fact]
    public void A_day_with_fewer_cards_than_k_is_measured_against_k() =>
        Precision((0, 1, true, .9f)).At(100).ShouldBe(.01);

    [Fact]
    public void A_card_drawn_several_times_counts_as_several()
    {
        var precision = Precision((0, 1, false, .9f), (0, 2, true, .8f), (0, 3, false, .7f));

        precision.At(4, card => card == 2 ? 3 : 1).ShouldBe(.75);
        precision.At(2, card => card == 1 ? 0 : 1).ShouldBe(.5);
    }

    private static CardPrecision Precision(params (int Day, int Card, bool Fraud, float Score)[] rows) => new(
        [.. rows.Select(row => row.Day)],
        [.. rows.Select(row => row.Card)],
        [.. rows.Select(row => row.Fraud)],
        [.. rows.Select(row => row.Score)]);
}

using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Rules;

namespace Fraud.Tests.Domain.Explaining;

/// <summary>The payment is one of 50.00 by a customer with 29 others of 50.00 in 30 days, at noon on a Wednesday.</summary>
public sealed class WhatIfSearchTests
{
    private static readonly AmountScale Fifty = new(50, "EUR", 50);

    [Fact]
    public void The_smallest_larger_amount_is_the_first_cent_beyond_the_threshold()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 220, .1f, .6f));

        var change = Amounts(model, Fifty).ShouldHaveSingleItem();

        change.Amount.ShouldBe(220.01m);
        change.Turn.ShouldBe(Turn.Stricter);
        change.Outcome.ShouldBe(Outcome.Review);
        change.Score.ShouldBe(.6f);
        change.Size.ShouldBe(3.4002, 1e-9);
        change.Text.ShouldBe("paid 220.01 EUR instead of 50.00 (170.01 more)");
    }

    [Fact]
    public void The_smallest_lower_amount_is_the_threshold_itself()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 42.42f, .1f, .6f));

        // An amount equal to the threshold goes left.
        var change = Amounts(model, Fifty).ShouldHaveSingleItem();

        change.Amount.ShouldBe(42.42m);
        change.Turn.ShouldBe(Turn.Milder);
        change.Outcome.ShouldBe(Outcome.Approve);
    }

    [Fact]
    public void The_mean_of_the_customer_moves_with_the_amount()
    {
        // (1,450 + a) / 30 > 60 from a = 350.01 on.
        var model = SmallTrees.Model(["customer_mean_amount_30d"], SmallTrees.Stump(0, 60, .1f, .9f));

        var change = Amounts(model, Fifty).ShouldHaveSingleItem();

        change.Amount.ShouldBe(350.01m);
        change.Outcome.ShouldBe(Outcome.Decline);
    }

    [Fact]
    public void A_review_has_a_way_to_either_side_nearest_first()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 30, 0, .6f), SmallTrees.Stump(0, 60, 0, .3f));

        var changes = Amounts(model, Fifty);

        changes.Select(change => (change.Turn, change.Amount)).ShouldBe([(Turn.Stricter, 60.01m), (Turn.Milder, 30m)]);
    }

    [Fact]
    public void The_amount_is_taken_where_the_sum_of_the_trees_turns_and_not_where_one_does()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 100, 0, .3f), SmallTrees.Stump(0, 130, 0, .3f));

        Amounts(model, Fifty).ShouldHaveSingleItem().Amount.ShouldBe(130.01m);
    }

    [Fact]
    public void A_larger_amount_may_be_the_milder_one()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 55, .6f, .1f));

        var change = Amounts(model, Fifty).ShouldHaveSingleItem();

        (change.Turn, change.Amount).ShouldBe((Turn.Milder, 55.01m));
    }

    [Fact]
    public void Where_no_amount_changes_it_that_is_said()
    {
        var model = SmallTrees.Model(["amount", "night"], SmallTrees.Stump(0, 100, .1f, .2f), SmallTrees.Stump(1, .5f, 0, .5f));

        var found = SmallTrees.WhatIf(model, Payments.Usual, Fifty);

        found.Changes.ShouldNotContain(change => change.Kind == ChangeKind.Amount);
        found.Notes.ShouldContain("No change of the amount alone, from 0.01 to 10000000.00 EUR, makes it stricter.");
    }

    [Fact]
    public void Other_currencies_are_converted_as_the_payment_was_and_told_in_their_own_units()
    {
        // 8,000 yen came to 50.00: 160 for one. 100.00 is 16,000, and the next whole yen is beyond.
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 100, .1f, .6f));

        var change = Amounts(model, new AmountScale(8_000, "JPY", 50)).ShouldHaveSingleItem();

        change.Amount.ShouldBe(16_001m);
        change.Text.ShouldBe("paid 16001 JPY instead of 8000 (8001 more)");
    }

    [Fact]
    public void An_amount_between_the_cents_has_neighbours()
    {
        var scale = new AmountScale(50.005m, "EUR", 50.005m);

        (scale.Amount(scale.Below), scale.Amount(scale.Above)).ShouldBe((50.00m, 50.01m));
        scale.Format(50.005m).ShouldBe("50.005");
    }

    [Fact]
    public void The_nearest_hour_at_which_it_turns_is_found()
    {
        // Noon is 13 hours from the next midnight's hour 0; 06:59 was 5 hours and a minute ago.
        var model = SmallTrees.Model(["night"], SmallTrees.Stump(0, .5f, .1f, .6f));

        var change = SmallTrees.WhatIf(model, Payments.Usual, Fifty).Changes.Single(change => change.Kind == ChangeKind.Time);

        change.Text.ShouldBe("paid on Wednesday at 06:59 UTC instead of Wednesday at 12:00");
        change.Size.ShouldBe((5 * 60 + 1) / (24.0 * 60), 1e-9);
        change.Outcome.ShouldBe(Outcome.Review);
    }

    [Fact]
    public void The_most_frauds_of_the_terminal_with_which_it_is_milder_are_found()
    {
        // 3 of 14 in the week: above .1 with 2 of 14, not with 1.
        var facts = Payments.Usual.WithFrauds(3);
        var model = SmallTrees.Model(["terminal_fraud_rate_7d"], SmallTrees.Stump(0, .1f, .1f, .6f));

        var change = SmallTrees.WhatIf(model, facts, Fifty).Changes.ShouldHaveSingleItem();

        change.Text.ShouldBe("terminal with 1 confirmed fraud in the 30 days before last week instead of 3");
        change.Size.ShouldBe(2.0 / 3, 1e-9);
    }

    [Fact]
    public void A_terminal_without_any_of_its_frauds_is_called_that()
    {
        var model = SmallTrees.Model(["terminal_fraud_rate_7d"], SmallTrees.Stump(0, .01f, .1f, .6f));

        SmallTrees.WhatIf(model, Payments.Usual.WithFrauds(3), Fifty).Changes.ShouldHaveSingleItem()
            .Text.ShouldBe("terminal without its 3 confirmed frauds of the 30 days before last week");
    }

    [Fact]
    public void More_payments_of_the_usual_amount_are_tried()
    {
        // One payment in 24 hours: more than 3 with 3 more.
        var model = SmallTrees.Model(["customer_payments_1d"], SmallTrees.Stump(0, 3, .1f, .9f));

        var change = SmallTrees.WhatIf(model, Payments.Usual, Fifty).Changes.ShouldHaveSingleItem();

        change.Text.ShouldBe("after 3 more payments of 50.00 by this customer in 24 hours: payment number 4 instead of 1");
        change.Outcome.ShouldBe(Outcome.Decline);
    }

    [Fact]
    public void Fewer_payments_of_a_window_count_in_the_larger_ones_too()
    {
        // Two of 7 payments in the week that were not in the day: 5 in the week, 28 in the month.
        var model = SmallTrees.Model(
            ["customer_payments_7d", "customer_payments_30d"],
            SmallTrees.Stump(0, 5, 0, .3f), SmallTrees.Stump(1, 28, 0, .3f));

        var change = SmallTrees.WhatIf(model, Payments.Usual, Fifty).Changes.First();

        change.Text.ShouldBe("without 2 other payments of this customer in 30 days: payment number 28 instead of 30");
        SmallTrees.WhatIf(SmallTrees.Model(["customer_payments_7d"], SmallTrees.Stump(0, 5, .1f, .6f)), Payments.Usual, Fifty).Changes.Single()
            .Text.ShouldBe("without 2 other payments of this customer in 7 days: payment number 5 instead of 7");
    }

    [Fact]
    public void Cost_is_bounded_and_said_where_the_bound_was_met()
    {
        var model = SmallTrees.Model(["amount"], [.. Enumerable.Range(1, 20).Select(i => SmallTrees.Stump(0, 50 + i, 0, .03f))]);

        SmallTrees.WhatIf(model, Payments.Usual, Fifty, mostAmounts: 5).Notes
            .ShouldContain(note => note.StartsWith("None of the 5 nearest amounts that matter makes it stricter", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_a_rule_decided_it_is_the_rule_that_has_to_be_passed()
    {
        // The model turns at 30.00, which changes nothing as long as the rule declines.
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 30, .1f, .6f));

        var changes = Amounts(model, Fifty, "amount >= 42.50");

        changes.Select(change => (change.Turn, change.Amount, change.Outcome)).ShouldBe([(Turn.Milder, 42.49m, Outcome.Review)]);
    }

    [Fact]
    public void A_rule_that_would_have_applied_makes_it_stricter()
    {
        var model = SmallTrees.Model(["night"], SmallTrees.Stump(0, .5f, .1f, .1f));

        var changes = Amounts(model, Fifty, "amount > 3 * customer_mean_amount_30d");

        // a > 3 (1,450 + a) / 30 from a = 161.12 on.
        changes.Select(change => (change.Turn, change.Amount, change.Outcome)).ShouldBe([(Turn.Stricter, 161.12m, Outcome.Decline)]);
    }

    [Fact]
    public void A_rule_for_one_amount_is_found_and_left()
    {
        var model = SmallTrees.Model(["night"], SmallTrees.Stump(0, .5f, .1f, .1f));

        Amounts(model, Fifty, "amount = 55.55").Select(change => change.Amount).ShouldBe([55.55m]);
        Amounts(model, Fifty, "amount = 50").Select(change => (change.Turn, change.Amount)).ShouldBe([(Turn.Milder, 50.01m)]);
    }

    [Fact]
    public void A_rule_on_the_score_turns_where_the_score_does()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 100, .1f, .3f));

        Amounts(model, Fifty, "score >= 0.3").Select(change => (change.Amount, change.Outcome)).ShouldBe([(100.01m, Outcome.Decline)]);
    }

    [Fact]
    public void Rules_see_the_imagined_hour()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 1000, .1f, .1f));

        var change = SmallTrees.WhatIf(model, Payments.Usual, Fifty, Rules("hour >= 20")).Changes.ShouldHaveSingleItem();

        (change.Kind, change.Turn, change.Text).ShouldBe((ChangeKind.Time, Turn.Stricter, "paid on Wednesday at 20:00 UTC instead of Wednesday at 12:00"));
    }

    [Fact]
    public void An_entry_of_the_review_list_leaves_no_way_to_an_approval()
    {
        var model = SmallTrees.Model(["amount"], SmallTrees.Stump(0, 30, .1f, .9f));
        var listed = new Finding(Finding.OfList, "review", Outcome.Review, "seen before");

        var found = SmallTrees.WhatIf(model, Payments.Usual, Fifty, listed: [listed]);

        found.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Amount.ShouldBe(30),
            change => change.Outcome.ShouldBe(Outcome.Review));
    }

    private static RuleSet Rules(string condition) => RuleSet.Compile(1, [new Rule("rule-1", condition, RuleAction.Decline, "because")]);

    private static Counterfactual[] Amounts(ScoringModel model, AmountScale scale, string? condition = null) =>
        [.. SmallTrees.WhatIf(model, Payments.Usual, scale, condition is null ? null : Rules(condition)).Changes.Where(change => change.Kind == ChangeKind.Amount)];
}

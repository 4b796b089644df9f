using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Checks;
using Fraud.Api.Domain.Rules.Language;

namespace Fraud.Tests.Domain.Rules.Checks;

public sealed class RuleSetCheckTests
{
    [Theory]
    [InlineData("amount > 5 and amount < 3", "amount > 5 and amount < 3")]
    [InlineData("amount > 5 and amount <= 5", "amount > 5 and amount <= 5")]
    [InlineData("amount > 5 and not amount > 4", "amount > 5 and not amount > 4")]
    [InlineData("amount = 5 and amount != 5", "amount = 5 and amount != 5")]
    [InlineData("hour > 22 and hour < 23", "hour > 22 and hour < 23")] // nothing between
    [InlineData("hour >= 22 and hour != 22 and hour != 23", "hour >= 22 and hour != 22 and hour != 23")]
    [InlineData("hour > 23", "hour > 23")]
    [InlineData("score > 1", "score > 1")]
    [InlineData("amount < 0", "amount < 0")]
    [InlineData("terminal_fraud_rate_7d > 1", "terminal_fraud_rate_7d > 1")]
    [InlineData("terminal_fraud_run < 0", "terminal_fraud_run < 0")]
    [InlineData("terminal_fraud_run > 2 and terminal_fraud_run < 3", "terminal_fraud_run > 2 and terminal_fraud_run < 3")]
    [InlineData("terminal_fraud_run_days < 0", "terminal_fraud_run_days < 0")]
    [InlineData("amount_to_usual < 0", "amount_to_usual < 0")]
    [InlineData("customer_payments_1d > 2 and customer_payments_1d < 3", "customer_payments_1d > 2 and customer_payments_1d < 3")]
    [InlineData("country = \"RO\" and country = \"NG\"", "country in (\"RO\") and country in (\"NG\")")]
    [InlineData("country = \"RO\" and country is missing", "country in (\"RO\") and country is missing")]
    [InlineData("country not in (\"RO\") and country is missing", "country not in (\"RO\") and country is missing")]
    [InlineData("country in (\"RO\") and country not starts with \"R\"", "country in (\"RO\") and country not starts with (\"R\")")]
    [InlineData("card_range starts with \"41\" and card_range starts with \"55\"", "card_range starts with (\"41\") and card_range starts with (\"55\")")]
    [InlineData("card_range starts with \"41\" and card_range not starts with \"4\"", "card_range starts with (\"41\") and card_range not starts with (\"4\")")]
    [InlineData("channel is known and channel not in (\"card-present\", \"ecommerce\", \"mail-or-telephone\", \"cash-machine\", \"recurring\")",
        "channel is known and channel not in (\"card-present\", \"ecommerce\", \"mail-or-telephone\", \"cash-machine\", \"recurring\")")]
    [InlineData("amount > 3 * customer_mean_amount_7d and amount <= 3 * customer_mean_amount_7d", "amount > 3 * customer_mean_amount_7d and amount <= 3 * customer_mean_amount_7d")]
    [InlineData("hour < 3 or amount > 5 and amount < 3", "amount > 5 and amount < 3")]
    [InlineData("amount > 5 and (hour < 3 or score > 0.5) and amount < 3", "amount > 5 and (hour < 3 or score > 0.5) and amount < 3")]
    public void What_no_payment_can_fulfil_is_refused(string condition, string part) =>
        Problem(condition).ShouldBe($"no payment can fulfil '{part}'");

    [Theory]
    [InlineData("amount >= 0")]
    [InlineData("amount > 5 or amount < 6")]
    [InlineData("country is missing or country is known")]
    [InlineData("not country = \"RO\" or country = \"RO\"")]
    public void What_every_payment_fulfils_is_refused(string condition) => Problem(condition).ShouldBe("every payment fulfils this");

    [Theory]
    [InlineData("amount > 5 and amount < 6")]
    [InlineData("hour > 21 and hour < 23")]
    [InlineData("country = \"RO\" or country = \"NG\"")]
    [InlineData("country != \"RO\" and country != \"NG\"")]
    [InlineData("not country = \"RO\" and country is missing")]
    [InlineData("card_range starts with \"41\" and card_range starts with \"4111\"")]
    [InlineData("card_range starts with \"41\" and card_range not starts with \"4111\"")]
    [InlineData("amount > 5 and (amount < 3 or hour < 3)")]
    [InlineData("country != \"RO\" or country = \"RO\"")] // false where it is missing
    public void What_some_payments_fulfil_is_valid(string condition) =>
        RuleSetCheck.Of([RuleInputs.Rule(condition)]).Problems.ShouldBeEmpty();

    [Fact]
    public void Many_alternatives_hide_no_contradiction_and_take_no_time()
    {
        var alternatives = string.Join(" and ", Enumerable.Repeat("(hour = 1 or amount > 2)", 25)); // 2^25 ways

        Problem($"{alternatives} and score > 0.5 and score < 0.4").ShouldStartWith("no payment can fulfil");
        RuleSetCheck.Of([RuleInputs.Rule($"{alternatives} and score > 0.5")]).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void What_would_take_too_long_to_find_out_is_taken_as_possible()
    {
        // Every way contradicts itself, and only at its end.
        var fields = RuleFields.All.OfType<NumberField>().Where(field => field.High > 1).Take(12);
        var alternatives = string.Join(" and ", fields.Select(field => $"({field.Name} > 1 or {field.Name} < 1)"));

        var report = RuleSetCheck.Of([RuleInputs.Rule($"(score > 0.5 or score > 0.6) and (score < 0.4 or score < 0.3) and {alternatives}")]);

        report.Problems.ShouldBeEmpty();
        report.Comparisons.ShouldBe(28);
    }

    [Fact]
    public void Every_rule_is_looked_at_and_named()
    {
        var report = RuleSetCheck.Of([RuleInputs.Rule("amount >"), RuleInputs.Rule("hour < 3"), RuleInputs.Rule("hour > 23", name: "other")]);

        report.IsValid.ShouldBeFalse();
        report.Problems.Select(problem => (problem.Where, problem.Column)).ShouldBe(
            [("rules[1].name", null), ("rules[0].condition", 9), ("rules[2].condition", null)]);
    }

    [Theory]
    [InlineData("amount > 900", RuleAction.Decline, "amount > 500", RuleAction.Decline, "'a' never changes a decision: whenever it applies, 'b' does too")]
    [InlineData("amount > 900", RuleAction.Review, "amount > 500", RuleAction.Decline, "'a' never changes a decision: whenever it applies, 'b' does too")]
    [InlineData("amount > 500", RuleAction.Decline, "amount > 500 and hour < 3", RuleAction.Review, "'b' never changes a decision: whenever it applies, 'a' does too")]
    [InlineData("amount > 500", RuleAction.Decline, "not amount <= 500", RuleAction.Decline, "'b' never changes a decision: whenever it applies, 'a' does too")]
    [InlineData("amount > 900", RuleAction.Decline, "amount > 500", RuleAction.Review, null)]
    [InlineData("amount > 500", RuleAction.Decline, "hour < 3", RuleAction.Decline, null)]
    [InlineData("country = \"RO\"", RuleAction.Review, "country in (\"RO\", \"NG\")", RuleAction.Review, "'a' never changes a decision: whenever it applies, 'b' does too")]
    public void A_rule_that_changes_nothing_beside_another_is_a_warning(
        string first, RuleAction firstAction, string second, RuleAction secondAction, string? warning)
    {
        var report = RuleSetCheck.Of([RuleInputs.Rule(first, firstAction, "a"), RuleInputs.Rule(second, secondAction, "b")]);

        report.IsValid.ShouldBeTrue();
        report.Warnings.Select(remark => remark.Text).ShouldBe(warning is null ? [] : [warning]);
    }

    [Fact]
    public void A_set_has_a_largest_cost()
    {
        var long_ = string.Join(" or ", Enumerable.Range(1, 50).Select(amount => $"amount = {amount}"));
        Rule[] rules = [.. Enumerable.Range(0, 21).Select(i => RuleInputs.Rule($"({long_}) and score > 0.{i + 10}", name: $"rule-{i}"))];

        RuleSetCheck.Of(rules).Problems.ShouldHaveSingleItem().Text.ShouldBe("1071 comparisons; a set has at most 1000");
    }

    [Fact]
    public void No_rules_are_valid_rules() => RuleSetCheck.Of([]).IsValid.ShouldBeTrue();

    private static string Problem(string condition) => RuleSetCheck.Of([RuleInputs.Rule(condition)]).Problems.ShouldHaveSingleItem().Text;
}

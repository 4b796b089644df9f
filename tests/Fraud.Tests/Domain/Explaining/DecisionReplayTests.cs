using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Fraud.Api.Domain.Rules;

namespace Fraud.Tests.Domain.Explaining;

public sealed class DecisionReplayTests
{
    private static readonly PointInTime Facts = Payments.Usual.WithFrauds(2);

    private static readonly ScoringModel Model = SmallTrees.Model(
        ["amount", "terminal_fraud_rate_7d"], SmallTrees.Stump(0, 20, .1f, .3f), SmallTrees.Stump(1, .1f, 0, .35f));

    [Fact]
    public void A_decision_made_again_is_identical_step_by_step()
    {
        var replayed = DecisionReplay.Of(Payments.Transaction(), SmallTrees.Decision(Model, Facts), Model, missing: null);

        replayed.Steps.Select(step => (step.Step, step.Result)).ShouldBe(
            new[] { "facts", "features", "score", "thresholds", "by-model", "outcome", "reasons" }.Select(step => (step, ReplayResult.Identical)));
        replayed.Identical.ShouldBeTrue();
        replayed.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void An_approval_is_identical_too()
    {
        var decision = SmallTrees.Decision(Model, Payments.Usual);
        decision.Outcome.ShouldBe(Outcome.Approve);

        DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null).Identical.ShouldBeTrue();
    }

    [Fact]
    public void The_last_bit_of_a_feature_is_seen_and_named()
    {
        var decision = SmallTrees.Decision(Model, Facts);
        decision.Features[0] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(decision.Features[0]) + 1);

        var replayed = DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null);

        replayed.Identical.ShouldBeFalse();
        var features = replayed.Steps.Single(step => step.Result == ReplayResult.Different);
        features.Step.ShouldBe("features");
        features.Differences.ShouldBe(["amount: recorded 50.000004, now 50"]);
        replayed.Notes.ShouldHaveSingleItem().ShouldContain("same kind of processor");
    }

    [Fact]
    public void Another_model_gives_another_score_and_reasons()
    {
        var other = SmallTrees.Model(["amount", "terminal_fraud_rate_7d"], SmallTrees.Stump(0, 20, .1f, .2f), SmallTrees.Stump(1, .1f, 0, .25f));

        var replayed = DecisionReplay.Of(Payments.Transaction(), SmallTrees.Decision(Model, Facts), other, missing: null);

        replayed.Steps.Where(step => step.Result == ReplayResult.Different).Select(step => step.Step)
            .ShouldBe(["score", "by-model", "outcome", "reasons"]);
        replayed.Steps.Single(step => step.Step == "outcome").Differences.ShouldBe(["recorded Review, now Approve"]);
    }

    [Fact]
    public void Without_the_model_it_is_said_what_could_not_be_made_again_and_why()
    {
        var replayed = DecisionReplay.Of(Payments.Transaction(), SmallTrees.Decision(Model, Facts), model: null, "It is gone.");

        replayed.Identical.ShouldBeFalse();
        replayed.Steps[0].Result.ShouldBe(ReplayResult.Identical);
        replayed.Steps.Skip(1).ShouldAllBe(step => step.Result == ReplayResult.NotReplayed && step.Detail == "It is gone.");
    }

    [Fact]
    public void A_decision_from_before_facts_were_kept_is_scored_from_its_features()
    {
        var decision = SmallTrees.Decision(Model, Facts, recorded: new PointInTime(default, 0, default, default));

        var replayed = DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null);

        replayed.Identical.ShouldBeFalse();
        replayed.Steps.Where(step => step.Result == ReplayResult.NotReplayed).Select(step => step.Step).ShouldBe(["facts", "features", "reasons"]);
        replayed.Steps.Single(step => step.Step == "score").ShouldSatisfyAllConditions(
            score => score.Result.ShouldBe(ReplayResult.Identical),
            score => score.Detail.ShouldBe("From the recorded features."));
    }

    [Fact]
    public void Facts_of_another_payment_are_seen()
    {
        var decision = SmallTrees.Decision(Model, Facts);

        DecisionReplay.Of(Payments.Transaction(amount: 51), decision, Model, missing: null)
            .Steps[0].Differences.ShouldBe(["amount: recorded 50, the payment's is 51"]);
    }

    [Fact]
    public void Rules_are_asked_again()
    {
        var rules = RuleSet.Compile(3, [new Rule("fifty", "amount >= 50", RuleAction.Decline, "fifty or more")]);
        var decision = SmallTrees.Decision(Model, Facts, rules);
        decision.Outcome.ShouldBe(Outcome.Decline);

        DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null, new RulesOfThen(rules, null)).Identical.ShouldBeTrue();

        var others = RuleSet.Compile(3, [new Rule("sixty", "amount >= 60", RuleAction.Decline, "sixty or more")]);
        DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null, new RulesOfThen(others, null)).Steps.Single(step => step.Step == "outcome")
            .Differences.ShouldBe(["recorded Decline, now Review", "findings recorded: rule:fifty; now: "]);
        var unread = DecisionReplay.Of(Payments.Transaction(), decision, Model, missing: null, new RulesOfThen(null, "They are in Latin.")).Steps.Single(step => step.Step == "outcome");
        (unread.Result, unread.Detail).ShouldBe((ReplayResult.NotReplayed, "They are in Latin."));
    }

    [Fact]
    public void A_model_that_gives_no_reasons_gives_none_again()
    {
        var network = Model with { Trees = null };
        var decision = SmallTrees.Decision(network, Facts);
        decision.Outcome.ShouldBe(Outcome.Review);

        var reasons = DecisionReplay.Of(Payments.Transaction(), decision, network, missing: null).Steps.Single(step => step.Step == "reasons");

        (reasons.Result, reasons.Detail).ShouldBe((ReplayResult.Identical, "The model is none that can be explained: it gave none."));
    }
}

using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Features;
using Platform.Inference.Trees;

namespace Fraud.Tests.Domain.Explaining;

public sealed class DecisionExplainerTests
{
    // Stumps have 3 training rows of 4 on the left: a mean of .1 + .05, and of 0 + .0875.
    private static readonly ScoringModel Model = SmallTrees.Model(
        ["amount", "terminal_fraud_rate_7d"], SmallTrees.Stump(0, 20, .1f, .3f), SmallTrees.Stump(1, .1f, 0, .35f));

    [Fact]
    public void An_approval_gets_its_reasons_when_it_is_read()
    {
        var decision = SmallTrees.Decision(Model, Payments.Usual);
        decision.Outcome.ShouldBe(Outcome.Approve);
        decision.Reasons.ShouldBeEmpty();

        var explained = DecisionExplainer.Explain(decision, Model);

        var reason = explained.Reasons.ShouldHaveSingleItem();
        reason.Code.ShouldBe("amount");
        reason.Text.ShouldBe("paid 50.00, where this customer's usual amount is 50.00");
        reason.Contribution.ShouldBe(.15f, 1e-6f);
        explained.NotExplained.ShouldBeNull();
    }

    [Fact]
    public void Contributions_and_base_value_add_up_to_what_was_scored()
    {
        var explained = DecisionExplainer.Explain(SmallTrees.Decision(Model, Payments.Usual.WithFrauds(2)), Model).Explanation.ShouldNotBeNull();

        explained.BaseValue.ShouldBe(.2375, 1e-6);
        explained.LogOdds.ShouldBe(.65, 1e-6);
        (explained.BaseValue + explained.Contributions.Sum(contribution => contribution.LogOdds)).ShouldBe(explained.LogOdds, 1e-12);
        explained.Contributions.Select(contribution => contribution.Feature).ShouldBe(["terminal_fraud_rate_7d", "amount"]);
        explained.Contributions[0].LogOdds.ShouldBe(.2625, 1e-6);
        explained.Contributions[0].Text.ShouldBe("terminal had 2 confirmed frauds in the 7 days before last week, of 14 payments");
        explained.Contributions[0].Unit.ShouldBe("share");
    }

    [Fact]
    public void What_was_said_with_the_decision_is_not_said_anew()
    {
        var decision = SmallTrees.Decision(Model, Payments.Usual.WithFrauds(2));

        DecisionExplainer.Explain(decision, Model).Reasons.ShouldBe(decision.Reasons);
    }

    [Fact]
    public void Without_facts_there_are_numbers_and_no_words()
    {
        var decision = SmallTrees.Decision(Model, Payments.Usual, recorded: new PointInTime(default, 0, default, default));

        var explained = DecisionExplainer.Explain(decision, Model);

        explained.Reasons.ShouldBeEmpty();
        explained.NotExplained.ShouldNotBeNull().ShouldContain("older than the recording of facts");
        explained.Explanation!.Contributions.ShouldAllBe(contribution => contribution.Text == null);
    }

    [Fact]
    public void Trees_without_covers_are_not_explained()
    {
        var stump = new Tree([0, Tree.Leaf, Tree.Leaf], [20, 0, 0], [1, -1, -1], [2, -1, -1], [0, .1f, .3f], [0, 0, 0]);
        var model = SmallTrees.Model(["amount"], stump);

        var explained = DecisionExplainer.Explain(SmallTrees.Decision(model, Payments.Usual), model);

        explained.Explanation.ShouldBeNull();
        explained.NotExplained.ShouldNotBeNull().ShouldContain("cannot be explained");
    }
}

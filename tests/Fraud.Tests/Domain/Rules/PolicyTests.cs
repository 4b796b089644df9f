using Fraud.Api.Domain;
using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Rules;

namespace Fraud.Tests.Domain.Rules;

public sealed class PolicyTests
{
    private static readonly RuleInput Payment = RuleInputs.With(RuleInputs.Full, .7f, Outcome.Review, 649);

    [Theory]
    [InlineData(Outcome.Approve, Outcome.Review, "large")]
    [InlineData(Outcome.Review, Outcome.Review, "large")]
    [InlineData(Outcome.Decline, Outcome.Decline, "large")]
    public void The_strictest_of_model_and_rules_decides(Outcome byModel, Outcome outcome, string found)
    {
        var rules = RuleSet.Compile(7, [RuleInputs.Rule("amount > 500", RuleAction.Review, "large"), RuleInputs.Rule("amount > 900", RuleAction.Decline, "huge")]);

        var judgement = rules.Judge(Payment with { ByModel = byModel });

        judgement.Outcome.ShouldBe(outcome);
        judgement.RuleSetVersion.ShouldBe(7);
        judgement.Findings.ShouldBe([new Finding("rule", found, Outcome.Review, "because of large")]);
        judgement.Findings[0].Code.ShouldBe("rule:large");
    }

    [Fact]
    public void Without_rules_the_model_decides()
    {
        var judgement = Policy.None.Judge(Payment, Payments.Noon);

        judgement.ShouldSatisfyAllConditions(
            () => judgement.Outcome.ShouldBe(Outcome.Review),
            () => judgement.Findings.ShouldBeEmpty(),
            () => judgement.RuleSetVersion.ShouldBeNull());
    }

    [Theory]
    [InlineData("review", Outcome.Review)]
    [InlineData("allow", Outcome.Approve)]
    [InlineData("allow review", Outcome.Approve)]
    [InlineData("block", Outcome.Decline)]
    [InlineData("allow block", Outcome.Decline)]
    [InlineData("review block", Outcome.Decline)]
    public void Block_goes_before_allow_and_allow_before_everything_else(string lists, Outcome outcome)
    {
        var entries = lists.Split(' ').Select(list => Entry(Enum.Parse<ListKind>(list, ignoreCase: true), ListSubject.Customer, "c1")).ToArray();
        var declines = RuleSet.Compile(1, [RuleInputs.Rule("amount > 500")]);
        var policy = Policy.None with { Lists = ListIndex.Empty.With(entries) };

        policy.Judge(Payment with { ByModel = Outcome.Approve }, Payments.Noon).Outcome.ShouldBe(outcome);
        var withRule = policy with { RuleSets = [new ScheduledRuleSet(Payments.Noon, declines)] };
        var judgement = withRule.Judge(Payment, Payments.Noon);

        judgement.Outcome.ShouldBe(lists == "review" ? Outcome.Decline : outcome);
        // Everything that applied is found, lists first.
        judgement.Findings.Select(finding => finding.Code).ShouldBe([.. lists.Split(' ').Select(list => $"list:{list}"), "rule:rule-1"]);
    }

    [Fact]
    public void The_clock_says_which_rules_are_in_force()
    {
        static ScheduledRuleSet From(int hours, int version) => new(Payments.Noon.AddHours(hours), RuleSet.Compile(version, []));
        var policy = Policy.None with { RuleSets = [From(0, 1), From(2, 3), From(5, 2)] };

        policy.InForceAt(Payments.Noon.AddTicks(-1)).ShouldBeNull();
        policy.InForceAt(Payments.Noon)!.Version.ShouldBe(1);
        policy.InForceAt(Payments.Noon.AddHours(2).AddTicks(-1))!.Version.ShouldBe(1);
        policy.InForceAt(Payments.Noon.AddHours(2))!.Version.ShouldBe(3);
        policy.InForceAt(Payments.Noon.AddDays(1))!.Version.ShouldBe(2);
    }

    internal static ListEntry Entry(ListKind list, ListSubject subject, string value, DateTimeOffset? expiresAt = null) => new()
    {
        Id = Guid.CreateVersion7(Payments.Noon),
        List = list,
        Subject = subject,
        Value = value,
        Reason = "seen before",
        ExpiresAt = expiresAt,
        AddedBy = "someone",
        AddedAt = Payments.Noon,
        PolicyVersion = 1,
    };
}

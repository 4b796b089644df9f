using Healthcare.Api.Domain;

namespace Healthcare.Tests.Domain;

public sealed class TriageRuleTests
{
    private static readonly TriageRule Rule = new(Finding: 0.4, Urgent: 0.9);

    [Theory]
    [InlineData(0, Finding.None, Urgency.Routine)]
    [InlineData(0.39f, Finding.None, Urgency.Routine)]
    [InlineData(0.41f, Finding.PneumoniaSuspected, Urgency.Soon)]
    [InlineData(0.89f, Finding.PneumoniaSuspected, Urgency.Soon)]
    [InlineData(0.91f, Finding.PneumoniaSuspected, Urgency.Urgent)]
    [InlineData(1, Finding.PneumoniaSuspected, Urgency.Urgent)]
    public void A_probability_decides_on_finding_and_urgency(float probability, Finding finding, Urgency urgency)
    {
        Rule.FindingAt(probability).ShouldBe(finding);
        Rule.UrgencyAt(probability).ShouldBe(urgency);
    }

    [Fact]
    public void The_members_are_in_the_order_of_the_worklist() =>
        Enum.GetValues<Urgency>().ShouldBe([Urgency.Urgent, Urgency.Soon, Urgency.Routine, Urgency.Unprioritised]);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.4)]
    [InlineData(0.5, 1.1)]
    public void Thresholds_that_make_no_sense_are_refused(double finding, double urgent) =>
        Should.Throw<InvalidOperationException>(() => TriageRule.From(new Dictionary<string, double> { ["finding"] = finding, ["urgent"] = urgent }));

    [Fact]
    public void A_model_without_thresholds_is_refused() =>
        Should.Throw<InvalidOperationException>(() => TriageRule.From(new Dictionary<string, double> { ["finding"] = 0.5 }));
}

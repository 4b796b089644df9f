using Fraud.Api.Domain;
using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain;

public sealed class ReasonsTests
{
    [Fact]
    public void The_strongest_come_first_one_a_topic_and_three_at_most()
    {
        var contributions = Contributions(
            ("amount", 1.0), ("customer_mean_amount_7d", .9), ("terminal_fraud_rate_7d", 2.0), ("terminal_fraud_rate_1d", 1.5),
            ("customer_payments_1d", .5), ("terminal_payments_30d", .4));

        var reasons = Reasons.Strongest(FeatureSet.All, Payments.Usual.WithFrauds(2), contributions);

        reasons.Select(reason => reason.Code).ShouldBe(["terminal_fraud_rate_7d", "amount", "customer_payments_1d"]);
        reasons[0].Contribution.ShouldBe(2.0f);
        reasons[0].Text.ShouldBe("terminal had 2 confirmed frauds in the 7 days before last week, of 14 payments");
    }

    [Fact]
    public void What_speaks_against_fraud_is_no_reason() =>
        Reasons.Strongest(FeatureSet.All, Payments.Usual, Contributions(("amount", .1), ("customer_payments_1d", -.5)))
            .Select(reason => reason.Code).ShouldBe(["amount"]);

    [Fact]
    public void A_value_that_nobody_would_suspect_is_passed_over()
    {
        // No fraud at the terminal, and by day: whatever the trees made of it, an analyst could do nothing with it.
        var contributions = Contributions(("terminal_fraud_rate_30d", 1), ("night", .8), ("amount", .2));

        Reasons.Strongest(FeatureSet.All, Payments.Usual, contributions).Select(reason => reason.Code).ShouldBe(["amount"]);
    }

    private static double[] Contributions(params (string Feature, double Value)[] values)
    {
        var contributions = new double[FeatureSet.All.Names.Length];
        foreach (var (feature, value) in values)
        {
            contributions[Array.IndexOf(FeatureSet.All.Names, feature)] = value;
        }

        return contributions;
    }
}

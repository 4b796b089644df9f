using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain.Features;

public sealed class FraudFeaturesTests
{
    [Fact]
    public void There_are_the_fifteen_of_the_handbook_and_eight_more_with_names_of_their_own()
    {
        FraudFeatures.All.Count.ShouldBe(15 + 8);
        FraudFeatures.All.Select(feature => feature.Name).ShouldBeUnique();
    }

    [Fact]
    public void The_vector_has_the_values_in_order()
    {
        var payment = new PointInTime(
            new DateTimeOffset(2026, 4, 18, 5, 30, 0, TimeSpan.Zero), // a Saturday
            90,
            new CustomerHistory(new(2, 100), new(4, 160), new(10, 500), LargestOfWeek: 60, new GenuinePayments(8, 240, 45)),
            new TerminalHistory(new(0, 0), new(4, 1), new(16, 2), new FraudRun(2, 70, new DateTimeOffset(2026, 4, 10, 17, 30, 0, TimeSpan.Zero))));

        FeatureSet.All.Vector(payment).ShouldBe(
        [
            90, 1, 1, 2, 50, 4, 40, 10, 50, 0, 0, 4, .25f, 16, .125f,
            30, 3, 45, 2, 2, // 240 / 8; 90 / 30; the largest; 90 / 45; 60 / 30
            2, 7.5f, 35,
        ]);
    }

    [Theory]
    [InlineData("2026-04-17T23:59:59Z", 0, 0)] // Friday
    [InlineData("2026-04-18T00:00:00Z", 1, 1)]
    [InlineData("2026-04-19T06:59:59Z", 1, 1)]
    [InlineData("2026-04-19T07:00:00Z", 1, 0)]
    [InlineData("2026-04-20T00:00:00+02:00", 1, 0)] // still Sunday in UTC
    public void Weekend_and_night_are_those_of_utc(string at, float weekend, float night)
    {
        var payment = Payments.Usual with { At = DateTimeOffset.Parse(at, null) };

        FeatureSet.Of(["weekend", "night"]).Vector(payment).ShouldBe([weekend, night]);
    }

    [Fact]
    public void Before_any_payment_stood_the_test_of_time_the_month_is_what_is_usual()
    {
        // Three payments of 30 before this one of 90, all in the last week.
        var payment = Payments.Usual with { Amount = 90, Customer = new(new(1, 90), new(4, 180), new(4, 180), LargestOfWeek: 30, default) };

        FeatureSet.Of(["usual_amount", "amount_to_usual", "largest_amount", "amount_to_largest", "recent_largest_to_usual_7d"])
            .Vector(payment).ShouldBe([30, 3, 0, 1, 1]);
    }

    [Fact]
    public void A_first_payment_is_neither_large_nor_small()
    {
        var payment = Payments.Usual with { Amount = 90, Customer = new(new(1, 90), new(1, 90), new(1, 90), LargestOfWeek: 0, default) };

        FeatureSet.Of(["usual_amount", "amount_to_usual", "amount_to_largest"]).Vector(payment).ShouldBe([0, 1, 1]);
    }

    [Fact]
    public void A_model_gets_the_features_it_names_in_its_order() =>
        FeatureSet.Of(["customer_payments_30d", "amount"]).Vector(Payments.Usual).ShouldBe([30, 50]);

    [Fact]
    public void A_model_that_wants_an_unknown_feature_is_refused() =>
        Should.Throw<InvalidOperationException>(() => FeatureSet.Of(["amount", "shoe_size"])).Message.ShouldContain("shoe_size");
}

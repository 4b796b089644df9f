using Fraud.Api.Domain.Features;

namespace Fraud.Tests.Domain.Features;

public sealed class FraudFeaturesTests
{
    [Fact]
    public void There_are_the_fifteen_of_the_handbook_with_names_of_their_own()
    {
        FraudFeatures.All.Count.ShouldBe(15);
        FraudFeatures.All.Select(feature => feature.Name).ShouldBeUnique();
    }

    [Fact]
    public void The_vector_has_the_values_in_order()
    {
        var payment = new PointInTime(
            new DateTimeOffset(2026, 4, 18, 5, 30, 0, TimeSpan.Zero), // a Saturday
            90,
            new CustomerHistory(new(2, 100), new(4, 160), new(10, 500)),
            new TerminalHistory(new(0, 0), new(4, 1), new(16, 2)));

        FeatureSet.All.Vector(payment).ShouldBe([90, 1, 1, 2, 50, 4, 40, 10, 50, 0, 0, 4, .25f, 16, .125f]);
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
    public void A_model_gets_the_features_it_names_in_its_order() =>
        FeatureSet.Of(["customer_payments_30d", "amount"]).Vector(Payments.Usual).ShouldBe([30, 50]);

    [Fact]
    public void A_model_that_wants_an_unknown_feature_is_refused() =>
        Should.Throw<InvalidOperationException>(() => FeatureSet.Of(["amount", "shoe_size"])).Message.ShouldContain("shoe_size");
}

using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.ModelTests;

public sealed class ShippedModelTests
{
    public static TheoryData<string> Versions => [ShippedModels.Measured, ShippedModels.Serving];

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_loads_and_gives_its_golden_outputs(string version)
    {
        using var model = ShippedModels.Open(version);

        model.Manifest.Name.ShouldBe("retail");
        model.CanExplain.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_card_describes_the_features_as_the_service_does(string version)
    {
        using var model = ShippedModels.Open(version);

        RankingFeatureSet.Of(model.Manifest.Features.Select(feature => feature.Name)).Count.ShouldBe(model.RowLength);
        model.Manifest.Features.ShouldBe(RankingFeatures.All.Select(feature => new FeatureSpec(feature.Name, feature.Unit, feature.Description)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_says_how_its_index_is_built(string version)
    {
        using var model = ShippedModels.Open(version);

        IndexSettings.From(model.Manifest.Parameter).ShouldBe(new IndexSettings());
    }

    [Fact]
    public void The_serving_version_carries_the_figures_of_the_measured_one()
    {
        using var measured = ShippedModels.Open(ShippedModels.Measured);
        using var serving = ShippedModels.Open(ShippedModels.Serving);

        serving.Manifest.Metrics.Select(metric => (metric.Name, metric.Value)).ShouldBe(measured.Manifest.Metrics.Select(metric => (metric.Name, metric.Value)));
        serving.Manifest.Metrics.ShouldAllBe(metric => metric.Split.EndsWith($"measured on version {ShippedModels.Measured}"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_goes_with_the_past_comes_before_what_does_not(string version)
    {
        using var model = ShippedModels.Open(version);
        const int Today = 300;
        // Everybody takes items 0 to 2 together, or items 3 to 5.
        var histories = Enumerable.Range(0, 60).Select(shopper => ShopperHistory.From(Enumerable.Range(0, 3)
            .Select(item => new Interaction(item + (shopper % 2 * 3), Today - 5 - shopper, InteractionKind.Purchase)))).ToArray();
        var assortment = new Assortment([.. Enumerable.Range(0, 6).Select(item => ($"item{item}", 2m))]);
        var index = RecommendationIndex.Build(assortment, histories, Today, new IndexSettings());
        var shopper = ShopperHistory.From([new Interaction(3, Today - 1, InteractionKind.Purchase)]);

        var list = RankedList.For(
            shopper, index, Today, Scope.New, RankingFeatureSet.Of(model.Manifest.Features.Select(feature => feature.Name)), model.Score, limit: 2);

        list.Select(item => item.Item).ShouldBe([4, 5], ignoreOrder: true);
    }
}

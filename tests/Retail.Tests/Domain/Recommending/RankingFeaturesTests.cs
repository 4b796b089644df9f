using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class RankingFeaturesTests
{
    private static readonly Candidate Candidate = new(
        Item: 3,
        Day: Shop.Today,
        ShopperTraits.Of(Shop.History(Shop.Bought(3, 70), Shop.Bought(3, 90), Shop.Bought(1, 90)), Shop.Assortment(4)),
        Own: new ItemHistory(3, 2, 70, 90, 1),
        Statistics: new ItemStatistics(4, 1, 6, 2, 6, 10, 95),
        Affinity: new Affinity(4, 3, 2, 1, 0.5f, 0.9f, 0.4f),
        LogPrice: MathF.Log(4));

    [Theory]
    [InlineData("affinity", 4)]
    [InlineData("affinity_recent", 3)]
    [InlineData("affinity_basket", 2)]
    [InlineData("linear", 1)]
    [InlineData("linear_recent", .5)]
    [InlineData("affinity_nearest", .9)]
    [InlineData("affinity_last_basket", .4)]
    [InlineData("affinity_per_item", 2.828427)]
    [InlineData("own_baskets", 2)]
    [InlineData("own_basket_share", 1)]
    [InlineData("own_age", 10)]
    [InlineData("own_interval", 20)]
    [InlineData("baskets", 6)]
    [InlineData("baskets_30d", 2)]
    [InlineData("baskets_90d", 6)]
    [InlineData("trend", 1)]
    [InlineData("item_repeat_rate", .25)]
    [InlineData("item_age", 90)]
    [InlineData("item_idle", 5)]
    [InlineData("price", 1.386294)]
    [InlineData("price_fit", 1)]
    [InlineData("shopper_baskets", 2)]
    [InlineData("shopper_items", 2)]
    [InlineData("shopper_items_per_basket", 1.5)]
    [InlineData("shopper_idle", 10)]
    [InlineData("shopper_repeat_rate", .5)]
    public void A_feature_has_the_value_its_description_promises(string name, double value) =>
        RankingFeatureSet.Of([name]).Rows([Candidate]).ShouldHaveSingleItem().ShouldBe((float)value, 1e-4f);

    [Fact]
    public void Every_feature_is_tested_above_and_named_once()
    {
        var tested = typeof(RankingFeaturesTests).GetMethod(nameof(A_feature_has_the_value_its_description_promises))!
            .GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)[0].Value!);

        tested.ShouldBe(RankingFeatures.All.Select(feature => feature.Name));
    }

    [Fact]
    public void No_history_gives_a_number_that_is_not_finite() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 99], Gen.Enum<InteractionKind>(), (item, day, kind) => new Interaction(item, day, kind))
            .Array[0, 10].Array[1, 5]
            .Sample(shoppers =>
            {
                ShopperHistory[] histories = [.. shoppers.Select(ShopperHistory.From)];
                var index = Shop.Index(5, histories);
                var features = RankingFeatureSet.Of(RankingFeatures.All.Select(feature => feature.Name));

                foreach (var scope in Enum.GetValues<Scope>())
                {
                    features.Rows(Candidates.For(histories[0], index, Shop.Today, scope)).ShouldAllBe(value => float.IsFinite(value));
                }
            });

    [Fact]
    public void A_ranker_that_wants_an_unknown_feature_is_refused() =>
        Should.Throw<InvalidOperationException>(() => RankingFeatureSet.Of(["affinity", "star_sign"])).Message.ShouldContain("star_sign");
}

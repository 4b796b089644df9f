using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class RankedListTests
{
    private static readonly ShopperHistory Shopper = Shop.History(Shop.Bought(0, 90));
    private static readonly RecommendationIndex Index = Shop.Index(
        4, Shopper, Shop.History(Shop.Bought(0, 50), Shop.Bought(1, 50), Shop.Bought(2, 60), Shop.Bought(3, 70)));

    private static readonly RankingFeatureSet Price = RankingFeatureSet.Of(["price"]);

    [Fact]
    public void Items_come_by_their_scores_with_the_features_that_made_them()
    {
        var list = RankedList.For(Shopper, Index, Shop.Today, Scope.New, Price, (rows, count, scores) => rows[..count].CopyTo(scores), limit: 2);

        list.Select(item => item.Item).ShouldBe([3, 2]); // the dearest first
        list.ShouldAllBe(item => item.Score == item.Features.Single());
    }

    [Fact]
    public void Of_equal_scores_the_first_item_comes_first()
    {
        var list = RankedList.For(Shopper, Index, Shop.Today, Scope.New, Price, (_, _, scores) => scores.Fill(1), limit: 10);

        list.Select(item => item.Item).ShouldBe([1, 2, 3]);
    }
}

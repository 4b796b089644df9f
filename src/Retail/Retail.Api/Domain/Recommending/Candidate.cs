namespace Retail.Api.Domain.Recommending;

/// <summary>How strongly a shopper's past speaks for an item: sums over the shopper's items of similarity times weight.</summary>
/// <param name="ByShoppers">By <see cref="RecommendationIndex.ByShoppers"/>, all items alike.</param>
/// <param name="ByShoppersRecent">The same, items weighted by recency (half-life <see cref="Candidates.HalfLife"/> days).</param>
/// <param name="ByBasketsRecent">By <see cref="RecommendationIndex.ByBaskets"/>, weighted by recency.</param>
/// <param name="Linear">By <see cref="RecommendationIndex.Linear"/>, all items alike.</param>
/// <param name="LinearRecent">The same, weighted by recency.</param>
/// <param name="Nearest">Largest single similarity to an item of the shopper.</param>
/// <param name="LastBasket">By <see cref="RecommendationIndex.ByShoppers"/>, items of the shopper's last day only.</param>
public readonly record struct Affinity(
    float ByShoppers, float ByShoppersRecent, float ByBasketsRecent, float Linear, float LinearRecent, float Nearest, float LastBasket);

/// <summary>The traits of a shopper that features compare items with.</summary>
/// <param name="History">What the shopper did.</param>
/// <param name="MeanLogPrice">Mean logarithm of the prices of the items bought or met.</param>
/// <param name="PriceSpread">Standard deviation of the same, at least 0.1.</param>
/// <param name="RepeatRate">Share of the bought items that were bought again.</param>
/// <param name="ItemsPerBasket">Bought items a basket.</param>
public sealed record ShopperTraits(ShopperHistory History, float MeanLogPrice, float PriceSpread, float RepeatRate, float ItemsPerBasket)
{
    public static ShopperTraits Of(ShopperHistory history, Assortment assortment)
    {
        var (sum, squares, bought, repeated, purchases) = (0.0, 0.0, 0, 0, 0);
        foreach (var item in history.Items)
        {
            var price = assortment.LogPrice(item.Item);
            sum += price;
            squares += price * price;
            bought += item.Bought ? 1 : 0;
            repeated += item.Baskets > 1 ? 1 : 0;
            purchases += item.Baskets;
        }

        var count = Math.Max(history.Items.Count, 1);
        var mean = sum / count;
        var spread = Math.Sqrt(Math.Max(squares / count - mean * mean, 0));
        return new ShopperTraits(
            history, (float)mean, (float)Math.Max(spread, 0.1), (float)repeated / Math.Max(bought, 1), (float)purchases / Math.Max(history.Baskets, 1));
    }
}

/// <summary>An item that may be recommended to a shopper, with what is known of the two.</summary>
public sealed record Candidate(
    int Item, int Day, ShopperTraits Shopper, ItemHistory Own, ItemStatistics Statistics, Affinity Affinity, float LogPrice)
{
    /// <summary>Days since the shopper last bought or met it; only for items with a past.</summary>
    public int OwnAge => Day - Own.LastDay;
}

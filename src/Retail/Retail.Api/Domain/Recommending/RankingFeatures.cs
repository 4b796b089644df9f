namespace Retail.Api.Domain.Recommending;

/// <summary>
/// Every input a ranker may use, in the order in which training offers them. This is the place to add one: training,
/// serving and the recorded recommendations have it from here. A ranker that was trained without it keeps working: each
/// model names the features it wants.
/// </summary>
public static class RankingFeatures
{
    // "Never" must be further away than anything that happened.
    private const double Never = 1_000;

    public static IReadOnlyList<RankingFeature> All { get; } =
    [
        new("affinity", "similarity", "Sum over the shopper's items of their similarity by shoppers",
            c => c.Affinity.ByShoppers),
        new("affinity_recent", "similarity", "The same with the shopper's items weighted by recency",
            c => c.Affinity.ByShoppersRecent),
        new("affinity_basket", "similarity", "Sum over the shopper's items, weighted by recency, of their similarity by baskets",
            c => c.Affinity.ByBasketsRecent),
        new("linear", "purchases", "Sum over the shopper's items of the weights that predict the item from them",
            c => c.Affinity.Linear),
        new("linear_recent", "purchases", "The same with the shopper's items weighted by recency",
            c => c.Affinity.LinearRecent),
        new("affinity_nearest", "similarity", "Largest similarity to a single item of the shopper",
            c => c.Affinity.Nearest),
        new("affinity_last_basket", "similarity", "Sum over the items of the shopper's last day",
            c => c.Affinity.LastBasket),
        new("affinity_per_item", "similarity", "Affinity divided by the square root of the number of the shopper's items",
            c => c.Affinity.ByShoppers / Math.Sqrt(Math.Max(c.Shopper.History.Items.Count, 1))),

        new("own_baskets", "baskets", "How often the shopper bought the item",
            c => c.Own.Baskets),
        new("own_basket_share", "share", "Share of the shopper's baskets with the item",
            c => (double)c.Own.Baskets / Math.Max(c.Shopper.History.Baskets, 1)),
        new("own_age", "days", "Days since the shopper last bought or met the item",
            c => c.Own.Interest > 0 ? c.OwnAge : Never),
        new("own_interval", "days", "Mean days between two purchases of the item by the shopper",
            c => c.Own.Baskets > 1 ? (double)(c.Own.LastDay - c.Own.FirstDay) / (c.Own.Baskets - 1) : Never),

        new("baskets", "baskets", "Baskets with the item, ever",
            c => c.Statistics.Baskets),
        new("baskets_30d", "baskets", "Baskets with the item in 30 days",
            c => c.Statistics.Baskets30),
        new("baskets_90d", "baskets", "Baskets with the item in 90 days",
            c => c.Statistics.Baskets90),
        new("trend", "ratio", "Baskets of the last 30 days against a third of the last 90",
            c => (c.Statistics.Baskets30 + 1.0) / (c.Statistics.Baskets90 / 3.0 + 1.0)),
        new("item_repeat_rate", "share", "Share of the item's buyers who bought it again",
            c => c.Statistics.RepeatRate),
        new("item_age", "days", "Days since the item's first sale",
            c => c.Day - c.Statistics.FirstDay),
        new("item_idle", "days", "Days since the item's last sale",
            c => c.Statistics.LastDay == 0 ? Never : c.Day - c.Statistics.LastDay),

        new("price", "log currency", "Logarithm of the item's price",
            c => c.LogPrice),
        new("price_fit", "standard deviations", "How far the price is above what the shopper usually pays",
            c => (c.LogPrice - c.Shopper.MeanLogPrice) / c.Shopper.PriceSpread),

        new("shopper_baskets", "baskets", "Baskets of the shopper",
            c => c.Shopper.History.Baskets),
        new("shopper_items", "items", "Different items the shopper met",
            c => c.Shopper.History.Items.Count),
        new("shopper_items_per_basket", "items", "Items a basket of the shopper",
            c => c.Shopper.ItemsPerBasket),
        new("shopper_idle", "days", "Days since the shopper was last here",
            c => c.Day - c.Shopper.History.LastDay),
        new("shopper_repeat_rate", "share", "Share of the shopper's bought items that were bought again",
            c => c.Shopper.RepeatRate),
    ];
}

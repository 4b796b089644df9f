using Retail.Api.Domain.Recommending;

namespace Retail.Tests;

/// <summary>Small shops to test with. Day 100 is today.</summary>
internal static class Shop
{
    public const int Today = 100;

    public static Assortment Assortment(int items) => new([.. Enumerable.Range(0, items).Select(i => ($"item{i}", 1m + i))]);

    public static Interaction Bought(int item, int day) => new(item, day, InteractionKind.Purchase);

    public static Interaction Viewed(int item, int day) => new(item, day, InteractionKind.View);

    public static ShopperHistory History(params Interaction[] interactions) => ShopperHistory.From(interactions);

    public static RecommendationIndex Index(int items, params ShopperHistory[] histories) =>
        RecommendationIndex.Build(Assortment(items), histories, Today, new IndexSettings { Shrinkage = 0 });
}

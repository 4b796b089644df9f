using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class ItemStatisticsTests
{
    [Fact]
    public void Baskets_buyers_and_days_are_counted()
    {
        ShopperHistory[] histories =
        [
            Shop.History(Shop.Bought(0, 20), Shop.Bought(0, 80), Shop.Bought(1, 80)),
            Shop.History(Shop.Bought(0, 5), Shop.Viewed(1, 99)),
        ];

        var statistics = ItemStatistics.Of(histories, 3, Shop.Today);

        statistics[0].ShouldBe(new ItemStatistics(Buyers: 2, RepeatBuyers: 1, Baskets: 3, Baskets30: 1, Baskets90: 2, FirstDay: 5, LastDay: 80));
        statistics[0].RepeatRate.ShouldBe(.5f);
        statistics[1].Baskets.ShouldBe(1);
    }

    [Fact]
    public void An_item_that_never_sold_is_new_today()
    {
        var never = ItemStatistics.Of([Shop.History(Shop.Viewed(0, 50))], 1, Shop.Today)[0];

        never.ShouldBe(new ItemStatistics { FirstDay = Shop.Today });
        never.RepeatRate.ShouldBe(0);
    }
}

using Retail.Training.Data;
using Retail.Training.Protocol;

namespace Retail.Tests.Protocol;

public sealed class SplitTests
{
    private static readonly DateOnly Until = new(2011, 7, 1);

    private static readonly Sale[] Sales =
    [
        Sale("old", "11111", -10),
        Sale("old", "22222", -1),
        Sale("gone", "33333", -5),
        Sale("old", "11111", 0),
        Sale("old", "33333", 3),
        Sale("old", "44444", 4),
        Sale("new", "11111", 5),
    ];

    [Fact]
    public void Customers_of_both_periods_are_tested_on_what_they_buy_after_the_date()
    {
        var split = Split.At(Sales, Until);

        var test = split.Tests.ShouldHaveSingleItem();
        test.Customer.ShouldBe("old");
        test.Bought.ShouldBe(["11111", "33333", "44444"], ignoreOrder: true);
        test.New.ShouldBe(["33333", "44444"], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_after_the_date_is_known()
    {
        var split = Split.At(Sales, Until);

        split.Assortment.Ids.ShouldBe(["11111", "33333", "22222"], ignoreOrder: true);
        split.Past.ShouldAllBe(sale => sale.At < Until.ToDateTime(TimeOnly.MinValue));
        split.Histories.SelectMany(history => history.Interactions.ToArray()).ShouldAllBe(interaction => interaction.Day < split.Day);
    }

    [Fact]
    public void Only_so_many_days_after_the_date_count() =>
        Split.At(Sales, Until, days: 4).Tests.ShouldHaveSingleItem().Bought.ShouldBe(["11111", "33333"], ignoreOrder: true);

    [Fact]
    public void An_item_has_its_last_price_before_the_date()
    {
        var split = Split.At([Sale("a", "11111", -9) with { UnitPrice = 1 }, Sale("a", "11111", -3) with { UnitPrice = 5 }, Sale("a", "11111", 2) with { UnitPrice = 9 }], Until);

        split.Assortment.LogPrice(0).ShouldBe(MathF.Log(5));
    }

    private static Sale Sale(string customer, string stockCode, int day) =>
        new("1", stockCode, Until.ToDateTime(new TimeOnly(9, 0)).AddDays(day), 2m, customer);
}

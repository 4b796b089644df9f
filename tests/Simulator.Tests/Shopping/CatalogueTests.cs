using Simulator.Shopping;
using Simulator.Traffic;

namespace Simulator.Tests.Shopping;

public sealed class CatalogueTests
{
    private readonly Catalogue _catalogue = new(1, 400);

    [Fact]
    public void Articles_have_skus_of_their_own_and_a_price()
    {
        _catalogue.Articles.Select(article => article.Sku).ShouldBeUnique();
        _catalogue.Articles.ShouldAllBe(article => article.Price >= 0.5m);
    }

    [Fact]
    public void Shoppers_mostly_stay_with_their_two_favourite_themes()
    {
        var shopper = new Shopper(1, 4);
        var random = Draw.For(1, "visit");
        var themes = Enumerable.Range(0, 1_000).Select(_ => shopper.Choose(_catalogue, random).Theme).GroupBy(theme => theme);

        themes.OrderByDescending(theme => theme.Count()).Take(2).Sum(theme => theme.Count()).ShouldBeGreaterThan(800);
    }

    [Fact]
    public void A_basket_holds_no_article_twice()
    {
        var random = Draw.For(1, "baskets");

        for (var i = 0; i < 200; i++)
        {
            new Shopper(1, i).Basket(_catalogue, random).ShouldBeUnique();
        }
    }
}

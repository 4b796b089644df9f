using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class ShopperHistoryTests
{
    private static readonly Gen<Interaction[]> Interactions = Gen.Select(
            Gen.Int[0, 5], Gen.Int[1, 20], Gen.Enum<InteractionKind>(), (item, day, kind) => new Interaction(item, day, kind))
        .Array[0, 25];

    [Fact]
    public void What_is_bought_on_one_day_is_one_basket()
    {
        var history = Shop.History(Shop.Bought(1, 7), Shop.Bought(2, 7), Shop.Bought(1, 7), Shop.Bought(1, 9));

        history.Baskets.ShouldBe(2);
        history.Items.Single(item => item.Item == 1).ShouldBe(new ItemHistory(1, 2, 7, 9, Interests.Purchase));
    }

    [Fact]
    public void What_was_only_viewed_was_not_bought()
    {
        var item = Shop.History(Shop.Viewed(3, 5), new Interaction(3, 6, InteractionKind.Basket)).Items.ShouldHaveSingleItem();

        item.Bought.ShouldBeFalse();
        item.Interest.ShouldBe(Interests.Basket);
    }

    [Fact]
    public void The_order_in_which_it_is_told_does_not_matter() => Interactions.Sample(interactions =>
        Shop.History([.. interactions.Reverse()]).Items.ShouldBe(Shop.History(interactions).Items));

    [Fact]
    public void Before_a_day_it_is_the_history_of_what_happened_before() =>
        Gen.Select(Interactions, Gen.Int[0, 22]).Sample((interactions, day) =>
        {
            var before = Shop.History(interactions).Before(day);

            before.Items.ShouldBe(Shop.History([.. interactions.Where(interaction => interaction.Day < day)]).Items);
        });
}

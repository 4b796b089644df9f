using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class CandidatesTests
{
    private const int Items = 10;

    private static readonly Gen<ShopperHistory> History = Gen.Select(
            Gen.Int[0, Items - 1], Gen.Int[1, Shop.Today - 1], Gen.Enum<InteractionKind>(), (item, day, kind) => new Interaction(item, day, kind))
        .Array[0, 15]
        .Select(interactions => ShopperHistory.From(interactions));

    [Fact]
    public void What_was_bought_is_no_candidate_for_a_list_of_new_items() =>
        Gen.Select(History, History.Array[1, 8]).Sample((history, others) =>
        {
            var candidates = Candidates.For(history, Shop.Index(Items, [history, .. others]), Shop.Today, Scope.New);

            var bought = history.Items.Where(item => item.Bought).Select(item => item.Item).ToHashSet();
            candidates.ShouldAllBe(candidate => !bought.Contains(candidate.Item));
        });

    [Fact]
    public void What_was_bought_is_a_candidate_for_a_list_of_all_items() =>
        Gen.Select(History, History.Array[1, 8]).Sample((history, others) =>
        {
            var candidates = Candidates.For(history, Shop.Index(Items, [history, .. others]), Shop.Today, Scope.All);

            candidates.Select(candidate => candidate.Item).ShouldBe(candidates.Select(candidate => candidate.Item).Distinct());
            history.Items.Where(item => item.Bought).Select(item => item.Item).ShouldBeSubsetOf(candidates.Select(candidate => candidate.Item));
        });

    [Fact]
    public void Affinity_is_the_sum_over_the_shoppers_items()
    {
        var shopper = Shop.History(Shop.Bought(0, 40), Shop.Bought(1, 99));
        ShopperHistory[] others = [Shop.History(Shop.Bought(0, 10), Shop.Bought(1, 10), Shop.Bought(2, 10)), shopper];

        var candidate = Candidates.For(shopper, Shop.Index(3, others), Shop.Today, Scope.New).Single();

        // Items 0 and 1 have two buyers each, item 2 one of them: 1 / sqrt(2 * 1) for each.
        candidate.Item.ShouldBe(2);
        candidate.Affinity.ByShoppers.ShouldBe(2 / MathF.Sqrt(2), 1e-5f);
        candidate.Affinity.Nearest.ShouldBe(1 / MathF.Sqrt(2), 1e-5f);
        candidate.Affinity.LastBasket.ShouldBe(1 / MathF.Sqrt(2), 1e-5f);
        candidate.Affinity.ByShoppersRecent.ShouldBe(
            (float.Exp2(-60 / Candidates.HalfLife) + float.Exp2(-1 / Candidates.HalfLife)) / MathF.Sqrt(2), 1e-5f);
    }

    [Fact]
    public void A_shop_that_sold_nothing_has_no_candidates() =>
        Candidates.For(ShopperHistory.Empty, Shop.Index(3), Shop.Today, Scope.New).ShouldBeEmpty();
}

using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class ItemToItemTests
{
    private const int Items = 8;

    // Up to twelve shoppers, each with some of eight items, in any order.
    private static readonly Gen<Neighbour[][]> Groups = Gen.Select(
            Gen.Int[0, Items - 1].HashSet[0, Items],
            Gen.Float[0.1f, 2f].Array[Items],
            (items, weights) => items.Select(item => new Neighbour(item, weights[item])).ToArray())
        .Array[0, 12];

    [Fact]
    public void It_is_the_cosine_of_the_items_columns() => Groups.Sample(groups =>
    {
        var table = ItemToItem.Build(groups, Items, shrinkage: 0, neighbours: Items);

        for (var a = 0; a < Items; a++)
        {
            var near = table.Of(a).ToArray().ToDictionary(neighbour => neighbour.Item, neighbour => neighbour.Weight);
            for (var b = 0; b < Items; b++)
            {
                near.GetValueOrDefault(b).ShouldBe(a == b ? 0 : (float)Cosine(groups, a, b), 1e-4f);
            }
        }
    });

    [Fact]
    public void It_is_symmetric_and_between_0_and_1() => Groups.Sample(groups =>
    {
        var table = ItemToItem.Build(groups, Items, shrinkage: 0.5f, neighbours: Items);

        for (var a = 0; a < Items; a++)
        {
            foreach (var (b, weight) in table.Of(a))
            {
                weight.ShouldBeInRange(0, 1);
                table.Of(b).ToArray().Single(neighbour => neighbour.Item == a).Weight.ShouldBe(weight, 1e-5f);
            }
        }
    });

    [Fact]
    public void It_does_not_depend_on_the_order_of_shoppers() => Groups.Sample(groups =>
    {
        var forward = ItemToItem.Build(groups, Items, 0, Items);
        var backward = ItemToItem.Build([.. groups.Reverse()], Items, 0, Items);

        for (var item = 0; item < Items; item++)
        {
            var other = backward.Of(item).ToArray().ToDictionary(neighbour => neighbour.Item, neighbour => neighbour.Weight);
            foreach (var (near, weight) in forward.Of(item))
            {
                other[near].ShouldBe(weight, 1e-4f);
            }
        }
    });

    [Fact]
    public void Only_the_nearest_neighbours_are_kept_nearest_first()
    {
        Neighbour[][] groups = [[new(0, 1), new(1, 1)], [new(0, 1), new(1, 1)], [new(0, 1), new(2, 1)], [new(2, 1)]];

        var kept = ItemToItem.Build(groups, 3, shrinkage: 0, neighbours: 1).Of(0).ToArray();

        kept.ShouldHaveSingleItem().Item.ShouldBe(1);
    }

    [Fact]
    public void Shrinkage_puts_well_known_pairs_before_chance_meetings()
    {
        var often = Enumerable.Range(0, 20).Select(_ => new Neighbour[] { new(0, 1), new(1, 1) });
        var alone = Enumerable.Range(0, 5).Select(_ => new Neighbour[] { new(0, 1) });
        Neighbour[] once = [new(2, 1), new(3, 1)];

        var table = ItemToItem.Build([.. often, .. alone, once], 4, shrinkage: 5, neighbours: 3);

        table.Of(0)[0].Weight.ShouldBeGreaterThan(table.Of(2)[0].Weight);
    }

    private static double Cosine(Neighbour[][] groups, int a, int b)
    {
        double dot = 0, squaresA = 0, squaresB = 0;
        foreach (var group in groups)
        {
            var weightA = group.Where(entry => entry.Item == a).Sum(entry => (double)entry.Weight);
            var weightB = group.Where(entry => entry.Item == b).Sum(entry => (double)entry.Weight);
            dot += weightA * weightB;
            squaresA += weightA * weightA;
            squaresB += weightB * weightB;
        }

        return dot == 0 ? 0 : dot / Math.Sqrt(squaresA * squaresB);
    }
}

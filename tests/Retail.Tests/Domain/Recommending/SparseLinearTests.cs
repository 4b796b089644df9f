using CsCheck;
using Retail.Api.Domain.Recommending;

namespace Retail.Tests.Domain.Recommending;

public sealed class SparseLinearTests
{
    private const int Items = 6;
    private static readonly IndexSettings Settings = new() { LinearPenalty = 2, LinearNeighbours = Items, Shrinkage = 0 };

    private static readonly Gen<Neighbour[][]> Groups = Gen.Int[0, Items - 1].HashSet[1, Items]
        .Select(items => items.Select(item => new Neighbour(item, 1)).ToArray())
        .Array[1, 15];

    [Fact]
    public void The_weights_minimise_the_squared_error_with_its_penalty() => Groups.Sample(groups =>
    {
        var table = SparseLinear.Build(groups, Items, Settings);

        for (var target = 0; target < Items; target++)
        {
            var weights = Enumerable.Range(0, Items).ToDictionary(item => item, item => table.Of(item).ToArray().Where(n => n.Item == target).Sum(n => (double)n.Weight));
            foreach (var source in Enumerable.Range(0, Items).Where(item => table.Of(item).ToArray().Any(n => n.Item == target)))
            {
                // At the minimum the derivative by each weight is 0.
                var derivative = Settings.LinearPenalty * weights[source];
                foreach (var group in groups.Where(group => Holds(group, source)))
                {
                    derivative += weights.Where(weight => weight.Key != target && Holds(group, weight.Key)).Sum(weight => weight.Value) - (Holds(group, target) ? 1 : 0);
                }

                derivative.ShouldBe(0, 1e-3);
            }
        }
    });

    [Fact]
    public void An_item_does_not_predict_itself() => Groups.Sample(groups =>
    {
        var table = SparseLinear.Build(groups, Items, Settings);

        for (var item = 0; item < Items; item++)
        {
            table.Of(item).ToArray().ShouldAllBe(neighbour => neighbour.Item != item);
        }
    });

    [Fact]
    public void Only_the_best_known_items_are_covered()
    {
        Neighbour[][] groups = [[new(0, 1), new(1, 1)], [new(0, 1), new(1, 1)], [new(0, 1), new(2, 1)]];

        var table = SparseLinear.Build(groups, 3, Settings with { LinearItems = 2 });

        table.Of(0).ToArray().ShouldHaveSingleItem().Item.ShouldBe(1);
        table.Of(2).ToArray().ShouldBeEmpty();
    }

    private static bool Holds(Neighbour[] group, int item) => group.Any(entry => entry.Item == item);
}

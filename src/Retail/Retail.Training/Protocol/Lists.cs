using Retail.Api.Domain.Recommending;

namespace Retail.Training.Protocol;

/// <summary>A way to fill a list for a shopper: positions of items, best first.</summary>
public delegate IEnumerable<int> Lister(ShopperHistory history, Scope scope);

/// <summary>The recommender, and what it must beat, on one split.</summary>
public static class Lists
{
    /// <summary>The recommender as it serves.</summary>
    public static Lister Recommender(Split split, RecommendationIndex index, RankingFeatureSet features, RankedList.RowScorer ranker) =>
        (history, scope) => RankedList.For(history, index, split.Day, scope, features, ranker, Evaluation.Length).Select(item => item.Item);

    /// <summary>Items with the most buyers.</summary>
    public static Lister Popularity(Split split)
    {
        var popular = MostBought(split);
        return (history, scope) => scope == Scope.All ? popular : Without(popular, history);
    }

    /// <summary>What the shopper bought on most days, then what has the most buyers.</summary>
    public static Lister OwnFrequency(Split split)
    {
        var popular = MostBought(split);
        var place = new int[split.Assortment.Count];
        for (var i = 0; i < popular.Length; i++)
        {
            place[popular[i]] = i;
        }

        return (history, scope) => scope == Scope.New
            ? Without(popular, history)
            : history.Items
                .OrderByDescending(item => item.Baskets)
                .ThenBy(item => place[item.Item])
                .Select(item => item.Item)
                .Concat(Without(popular, history));
    }

    /// <summary>Sum of plain cosines to all that the shopper bought, all neighbours counting.</summary>
    public static Lister ItemCosine(Split split)
    {
        var items = split.Assortment.Count;
        var shoppers = split.Histories.Select(history => history.Items.Select(item => new Neighbour(item.Item, 1)).ToArray()).ToArray();
        var cosines = ItemToItem.Build(shoppers, items, shrinkage: 0, neighbours: items);
        return (history, scope) =>
        {
            var sums = new float[items];
            foreach (var item in history.Items)
            {
                foreach (var (other, cosine) in cosines.Of(item.Item))
                {
                    sums[other] += cosine;
                }
            }

            foreach (var item in scope == Scope.New ? history.Items : [])
            {
                sums[item.Item] = 0;
            }

            return Top.Of(sums, Evaluation.Length).Select(item => item.Item);
        };
    }

    private static int[] MostBought(Split split)
    {
        var statistics = ItemStatistics.Of(split.Histories, split.Assortment.Count, split.Day);
        return [.. Enumerable.Range(0, split.Assortment.Count).OrderByDescending(item => statistics[item].Buyers).ThenBy(item => item)];
    }

    private static IEnumerable<int> Without(int[] items, ShopperHistory history)
    {
        var known = history.Items.Select(item => item.Item).ToHashSet();
        return items.Where(item => !known.Contains(item));
    }
}

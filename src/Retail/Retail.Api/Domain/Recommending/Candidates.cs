using System.Buffers;

namespace Retail.Api.Domain.Recommending;

/// <summary>Which items a list may hold.</summary>
public enum Scope
{
    /// <summary>Everything, what was bought before included.</summary>
    All,

    /// <summary>Only what the shopper has not bought yet.</summary>
    New,
}

/// <summary>Chooses the few hundred items worth ranking for a shopper, from the item-to-item index.</summary>
public static class Candidates
{
    /// <summary>Days after which an item of the shopper's past counts half.</summary>
    public const float HalfLife = 60;

    private const int PerTable = 150;
    private const int Best = 60;
    private const int OwnItems = 150;

    /// <summary>The candidates for a shopper on a day, in the order of their items; empty when nothing ever sold.</summary>
    public static List<Candidate> For(ShopperHistory history, RecommendationIndex index, int day, Scope scope)
    {
        var items = index.Assortment.Count;
        var buffer = ArrayPool<float>.Shared.Rent(items * 7);
        try
        {
            var scores = new Scores(buffer, items);
            scores.Add(history, index, day);
            var own = history.Items.ToDictionary(item => item.Item);
            var bought = scope == Scope.New ? own.Values.Where(item => item.Bought).Select(item => item.Item).ToHashSet() : [];
            var chosen = Choose(scores, history, index, bought);
            var traits = ShopperTraits.Of(history, index.Assortment);
            var candidates = new List<Candidate>(chosen.Count);
            foreach (var item in chosen)
            {
                candidates.Add(new Candidate(
                    item, day, traits, own.GetValueOrDefault(item), index.Statistics[item], scores.Of(item), index.Assortment.LogPrice(item)));
            }

            return candidates;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static SortedSet<int> Choose(Scores scores, ShopperHistory history, RecommendationIndex index, HashSet<int> bought)
    {
        foreach (var item in bought)
        {
            scores.Forget(item);
        }

        var chosen = new SortedSet<int>();
        chosen.UnionWith(Top.Of(scores.ByShoppersRecent, PerTable).Select(n => n.Item));
        chosen.UnionWith(Top.Of(scores.Linear, PerTable).Select(n => n.Item));
        chosen.UnionWith(Top.Of(scores.LinearRecent, PerTable).Select(n => n.Item));
        chosen.UnionWith(Top.Of(scores.ByBasketsRecent, PerTable).Select(n => n.Item));
        chosen.UnionWith(index.Popular.Where(item => !bought.Contains(item)).Take(Best));
        chosen.UnionWith(history.Items
            .Where(item => !bought.Contains(item.Item))
            .OrderByDescending(item => item.Baskets).ThenByDescending(item => item.LastDay).ThenBy(item => item.Item)
            .Take(OwnItems).Select(item => item.Item));
        return chosen;
    }

    /// <summary>Seven numbers for each item, in one rented buffer.</summary>
    private readonly ref struct Scores
    {
        private readonly Span<float> _nearest;
        private readonly Span<float> _lastBasket;

        public Scores(float[] buffer, int items)
        {
            var all = buffer.AsSpan(0, items * 7);
            all.Clear();
            ByShoppers = all[..items];
            ByShoppersRecent = all.Slice(items, items);
            ByBasketsRecent = all.Slice(items * 2, items);
            _nearest = all.Slice(items * 3, items);
            _lastBasket = all.Slice(items * 4, items);
            Linear = all.Slice(items * 5, items);
            LinearRecent = all.Slice(items * 6, items);
        }

        public Span<float> ByShoppers { get; }

        public Span<float> ByShoppersRecent { get; }

        public Span<float> ByBasketsRecent { get; }

        public Span<float> Linear { get; }

        public Span<float> LinearRecent { get; }

        public void Add(ShopperHistory history, RecommendationIndex index, int day)
        {
            foreach (var item in history.Items)
            {
                var recent = item.Interest * float.Exp2((item.LastDay - day) / HalfLife);
                var last = item.LastDay == history.LastDay;
                foreach (var (other, similarity) in index.ByShoppers.Of(item.Item))
                {
                    ByShoppers[other] += similarity * item.Interest;
                    ByShoppersRecent[other] += similarity * recent;
                    _nearest[other] = Math.Max(_nearest[other], similarity * item.Interest);
                    if (last)
                    {
                        _lastBasket[other] += similarity * item.Interest;
                    }
                }

                foreach (var (other, similarity) in index.ByBaskets.Of(item.Item))
                {
                    ByBasketsRecent[other] += similarity * recent;
                }

                foreach (var (other, weight) in index.Linear.Of(item.Item))
                {
                    Linear[other] += weight * item.Interest;
                    LinearRecent[other] += weight * recent;
                }
            }
        }

        public void Forget(int item)
        {
            ByShoppers[item] = 0;
            ByShoppersRecent[item] = 0;
            ByBasketsRecent[item] = 0;
            Linear[item] = 0;
            LinearRecent[item] = 0;
        }

        public Affinity Of(int item) => new(ByShoppers[item], ByShoppersRecent[item], ByBasketsRecent[item], Linear[item], LinearRecent[item], _nearest[item], _lastBasket[item]);
    }
}

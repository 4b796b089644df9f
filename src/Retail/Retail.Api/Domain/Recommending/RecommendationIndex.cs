namespace Retail.Api.Domain.Recommending;

/// <summary>
/// All that is known about the items of a shop at one moment: what goes together and what sells. Built from interactions,
/// by the service in the background and by training alike; immutable, so that it can be read while the next one is built.
/// </summary>
public sealed class RecommendationIndex
{
    private RecommendationIndex(
        IndexSettings settings,
        Assortment assortment,
        NeighbourTable byShoppers,
        NeighbourTable byBaskets,
        NeighbourTable linear,
        ItemStatistics[] statistics,
        int day)
    {
        Settings = settings;
        Assortment = assortment;
        ByShoppers = byShoppers;
        ByBaskets = byBaskets;
        Linear = linear;
        Statistics = statistics;
        Day = day;
        Popular = [.. Enumerable.Range(0, assortment.Count)
            .Where(item => statistics[item].Baskets > 0)
            .OrderByDescending(item => statistics[item].Baskets30)
            .ThenByDescending(item => statistics[item].Baskets90)
            .ThenByDescending(item => statistics[item].Baskets)
            .ThenBy(item => item)];
    }

    /// <summary>How it was built: only a ranker that was trained for these knows what its candidates mean.</summary>
    public IndexSettings Settings { get; }

    public Assortment Assortment { get; }

    /// <summary>Items that the same shoppers meet, on whatever day.</summary>
    public NeighbourTable ByShoppers { get; }

    /// <summary>Items that go into the same basket.</summary>
    public NeighbourTable ByBaskets { get; }

    /// <summary>Weights that predict one item from others.</summary>
    public NeighbourTable Linear { get; }

    public IReadOnlyList<ItemStatistics> Statistics { get; }

    /// <summary>The day it was built for: it knows what happened before.</summary>
    public int Day { get; }

    /// <summary>Items that ever sold, best sellers of the last 30 days first.</summary>
    public IReadOnlyList<int> Popular { get; }

    /// <summary>Builds the index from everything that happened before <paramref name="day"/>.</summary>
    public static RecommendationIndex Build(
        Assortment assortment,
        IReadOnlyCollection<ShopperHistory> histories,
        int day,
        IndexSettings settings,
        CancellationToken cancellationToken = default)
    {
        var latest = histories
            .Select(history => history.Items.OrderByDescending(item => item.LastDay).Take(settings.ItemsPerShopper).ToArray())
            .ToArray();
        var shoppers = Array.ConvertAll(latest, items => Array.ConvertAll(items, item => new Neighbour(item.Item, item.Interest)));
        var faded = Array.ConvertAll(latest, items => Array.ConvertAll(items, item =>
            new Neighbour(item.Item, item.Interest * float.Exp2((item.LastDay - day) / settings.LinearHalfLife))));
        var baskets = histories.SelectMany(Baskets).ToArray();
        return new RecommendationIndex(
            settings,
            assortment,
            ItemToItem.Build(shoppers, assortment.Count, settings.Shrinkage, settings.Neighbours, cancellationToken),
            ItemToItem.Build(baskets, assortment.Count, settings.Shrinkage, settings.Neighbours, cancellationToken),
            SparseLinear.Build(faded, assortment.Count, settings, cancellationToken),
            ItemStatistics.Of(histories, assortment.Count, day),
            day);
    }

    private static IEnumerable<Neighbour[]> Baskets(ShopperHistory history)
    {
        var baskets = new List<Neighbour[]>();
        var basket = new List<Neighbour>();
        var day = int.MinValue;
        foreach (var interaction in history.Interactions)
        {
            if (interaction.Day != day && basket.Count > 0)
            {
                baskets.Add([.. basket]);
                basket.Clear();
            }

            day = interaction.Day;
            if (interaction.Kind == InteractionKind.Purchase)
            {
                basket.Add(new Neighbour(interaction.Item, 1));
            }
        }

        baskets.Add([.. basket]);
        return baskets;
    }
}

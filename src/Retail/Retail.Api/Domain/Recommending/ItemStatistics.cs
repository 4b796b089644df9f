namespace Retail.Api.Domain.Recommending;

/// <summary>How an item sells, as of a day.</summary>
/// <param name="Buyers">Shoppers who ever bought it.</param>
/// <param name="RepeatBuyers">Shoppers who bought it on two days or more.</param>
/// <param name="Baskets">Baskets (shopper and day) with it.</param>
/// <param name="Baskets30">The same over the last 30 days.</param>
/// <param name="Baskets90">The same over the last 90 days.</param>
/// <param name="FirstDay">Day of its first sale; the day of the statistics when it never sold.</param>
/// <param name="LastDay">Day of its last sale; 0 when it never sold.</param>
public readonly record struct ItemStatistics(
    int Buyers, int RepeatBuyers, int Baskets, int Baskets30, int Baskets90, int FirstDay, int LastDay)
{
    /// <summary>Share of its buyers who came back for it.</summary>
    public float RepeatRate => Buyers == 0 ? 0 : (float)RepeatBuyers / Buyers;

    /// <summary>The statistics of every item.</summary>
    /// <param name="histories">What every shopper did before <paramref name="day"/>.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="day">Today, as a day number.</param>
    public static ItemStatistics[] Of(IEnumerable<ShopperHistory> histories, int items, int day)
    {
        var statistics = new ItemStatistics[items];
        Array.Fill(statistics, new ItemStatistics { FirstDay = day });
        foreach (var history in histories)
        {
            foreach (var interaction in history.Interactions)
            {
                if (interaction.Kind == InteractionKind.Purchase)
                {
                    ref var item = ref statistics[interaction.Item];
                    item = item.WithBasket(interaction.Day, day - interaction.Day);
                }
            }

            foreach (var item in history.Items.Where(item => item.Bought))
            {
                ref var bought = ref statistics[item.Item];
                bought = bought with { Buyers = bought.Buyers + 1, RepeatBuyers = bought.RepeatBuyers + (item.Baskets > 1 ? 1 : 0) };
            }
        }

        return statistics;
    }

    private ItemStatistics WithBasket(int at, int age) => this with
    {
        Baskets = Baskets + 1,
        Baskets30 = Baskets30 + (age <= 30 ? 1 : 0),
        Baskets90 = Baskets90 + (age <= 90 ? 1 : 0),
        FirstDay = Math.Min(FirstDay, at),
        LastDay = Math.Max(LastDay, at),
    };
}

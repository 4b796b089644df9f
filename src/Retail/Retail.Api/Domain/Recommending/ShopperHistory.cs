namespace Retail.Api.Domain.Recommending;

/// <summary>What one shopper has done with one item.</summary>
/// <param name="Item">Position of the item in its <see cref="Assortment"/>.</param>
/// <param name="Baskets">Days on which the shopper bought it; 0 when it was only looked at.</param>
/// <param name="FirstDay">Day it was first met.</param>
/// <param name="LastDay">Day it was last met.</param>
/// <param name="Interest">Weight of the strongest thing done with it, 0 to 1 (<see cref="Interests"/>).</param>
public readonly record struct ItemHistory(int Item, int Baskets, int FirstDay, int LastDay, float Interest)
{
    public bool Bought => Baskets > 0;
}

/// <summary>One shopper's past, in the order of its days, with what follows from it. Immutable.</summary>
public sealed class ShopperHistory
{
    public static readonly ShopperHistory Empty = new([]);

    private readonly Interaction[] _interactions;

    private ShopperHistory(Interaction[] interactions)
    {
        _interactions = interactions;
        Items = Summarise(interactions);
        var days = interactions.Where(i => i.Kind == InteractionKind.Purchase).Select(i => i.Day).Distinct().Count();
        Baskets = days;
    }

    /// <summary>Everything that happened, one entry for an item, a day and a kind, in the order of days.</summary>
    public ReadOnlySpan<Interaction> Interactions => _interactions;

    /// <summary>One entry for each item met, in the order in which they were first met.</summary>
    public IReadOnlyList<ItemHistory> Items { get; }

    /// <summary>Days on which something was bought.</summary>
    public int Baskets { get; }

    /// <summary>The day of the last interaction; 0 when there was none.</summary>
    public int LastDay => _interactions.Length == 0 ? 0 : _interactions[^1].Day;

    /// <summary>The day of the first interaction; 0 when there was none.</summary>
    public int FirstDay => _interactions.Length == 0 ? 0 : _interactions[0].Day;

    public static ShopperHistory From(IEnumerable<Interaction> interactions)
    {
        var ordered = interactions.Distinct().OrderBy(i => i.Day).ThenBy(i => i.Item).ThenBy(i => i.Kind).ToArray();
        return ordered.Length == 0 ? Empty : new ShopperHistory(ordered);
    }

    /// <summary>The past as it was known before <paramref name="day"/>.</summary>
    public ShopperHistory Before(int day)
    {
        var count = 0;
        while (count < _interactions.Length && _interactions[count].Day < day)
        {
            count++;
        }

        return count == _interactions.Length ? this : count == 0 ? Empty : new ShopperHistory(_interactions[..count]);
    }

    private static ItemHistory[] Summarise(Interaction[] interactions)
    {
        var items = new OrderedDictionary<int, ItemHistory>();
        foreach (var interaction in interactions)
        {
            var bought = interaction.Kind == InteractionKind.Purchase ? 1 : 0;
            var interest = Interests.Of(interaction.Kind);
            items[interaction.Item] = items.TryGetValue(interaction.Item, out var known)
                ? known with
                {
                    Baskets = known.Baskets + bought,
                    LastDay = interaction.Day,
                    Interest = Math.Max(known.Interest, interest),
                }
                : new ItemHistory(interaction.Item, bought, interaction.Day, interaction.Day, interest);
        }

        return [.. items.Values];
    }
}

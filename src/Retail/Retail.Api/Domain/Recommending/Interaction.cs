namespace Retail.Api.Domain.Recommending;

/// <summary>How a shopper met an item, weakest interest first.</summary>
public enum InteractionKind
{
    View,
    Basket,
    Purchase,
}

/// <summary>A shopper met an item on a day. Days are the finest time that matters here: what is bought on one day is one basket.</summary>
/// <param name="Item">Position of the item in its <see cref="Assortment"/>.</param>
/// <param name="Day">Day number as of <see cref="DateOnly.DayNumber"/> (UTC).</param>
/// <param name="Kind">What happened.</param>
public readonly record struct Interaction(int Item, int Day, InteractionKind Kind);

namespace Retail.Api.Domain.Ordering;

/// <summary>Pieces of one item in an order.</summary>
public sealed class OrderLine
{
    public const int AtMost = 1_000;

    /// <summary>Place in the order, from 1.</summary>
    public required int Number { get; init; }

    public required string ItemId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Price of one piece when the order was placed, from the catalogue.</summary>
    public required decimal UnitPrice { get; init; }
}

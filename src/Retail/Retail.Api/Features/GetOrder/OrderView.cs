using Retail.Api.Domain.Ordering;

namespace Retail.Api.Features.GetOrder;

/// <summary>An order as its shopper sees it.</summary>
/// <param name="Total">Sum of the lines at the catalogue's prices when it was placed.</param>
/// <param name="Status">pending-screening until Fraud answers, then released, held or cancelled.</param>
/// <param name="DecidedAt">When the status last changed; null while it is pending.</param>
public sealed record OrderView(
    Guid OrderId,
    string OrderKey,
    string ShopperId,
    OrderLineView[] Lines,
    decimal Total,
    string Currency,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    DateTimeOffset? DecidedAt)
{
    public static OrderView Of(Order order) => new(
        order.Id,
        order.Key,
        order.ShopperId,
        [.. order.Lines.OrderBy(line => line.Number).Select(line => new OrderLineView(line.ItemId, line.Quantity, line.UnitPrice))],
        order.Total,
        order.Currency,
        order.Status,
        order.PlacedAt,
        order.DecidedAt);
}

/// <param name="UnitPrice">Price of one piece when the order was placed.</param>
public sealed record OrderLineView(string ItemId, int Quantity, decimal UnitPrice);

namespace Retail.Contracts.V1;

/// <summary>A shopper has placed an order and waits for its payment to be screened.</summary>
/// <param name="OrderId">Identity of the order (UUIDv7).</param>
/// <param name="CustomerId">The paying customer, as Fraud knows them: an opaque id, nothing personal.</param>
/// <param name="TerminalId">The payment terminal that took the card; a web shop has its own.</param>
/// <param name="Amount">Order total, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="PlacedAt">When the shopper placed the order (UTC).</param>
public sealed record OrderPlaced(
    Guid OrderId,
    string CustomerId,
    string TerminalId,
    decimal Amount,
    string Currency,
    DateTimeOffset PlacedAt)
{
    public const string Type = "retail.order-placed.v1";
}

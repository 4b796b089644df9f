namespace Retail.Api.Domain.Ordering;

/// <summary>What a shopper ordered, and what became of it.</summary>
public sealed class Order
{
    public const int LinesAtMost = 100;

    /// <summary>Largest total: what Fraud takes as a payment.</summary>
    public const decimal TotalAtMost = 10_000_000;

    public required Guid Id { get; init; }

    public required string ShopperId { get; init; }

    /// <summary>The client's key: the same order sent again is the same order.</summary>
    public required string Key { get; init; }

    public required List<OrderLine> Lines { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Sum of the lines, in <see cref="Currency"/>, at the prices of the catalogue.</summary>
    public required decimal Total { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public OrderStatus Status { get; private set; } = OrderStatus.PendingScreening;

    /// <summary>When <see cref="Status"/> last changed by a screening; null before.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Codes of what drove the score of the payment; empty for approvals.</summary>
    public string[] Reasons { get; private set; } = [];

    /// <summary>Whether nothing more will happen by itself; a held order waits for people.</summary>
    public bool IsDecided => Status != OrderStatus.PendingScreening;

    public static decimal TotalOf(IEnumerable<OrderLine> lines) => lines.Sum(line => line.Quantity * line.UnitPrice);

    /// <summary>Whether another order of the same key asks for the same. Prices may have changed since, and do not count.</summary>
    public bool IsSameOrderAs(Order other) =>
        ShopperId == other.ShopperId
        && Key == other.Key
        && Currency == other.Currency
        && Contents(this).SequenceEqual(Contents(other));

    /// <summary>
    /// Takes what Fraud says. Released and cancelled are final; a held order may still become either. The same again, or
    /// a review after a decision, changes nothing: events come more than once and in any order.
    /// </summary>
    /// <returns>Whether the order changed.</returns>
    public bool Apply(PaymentVerdict verdict, IEnumerable<string> reasons, DateTimeOffset now)
    {
        var next = verdict switch
        {
            PaymentVerdict.Approve => OrderStatus.Released,
            PaymentVerdict.Review => OrderStatus.Held,
            _ => OrderStatus.Cancelled,
        };
        var possible = Status == OrderStatus.PendingScreening || (Status == OrderStatus.Held && next != OrderStatus.Held);
        if (!possible)
        {
            return false;
        }

        Status = next;
        DecidedAt = now;
        Reasons = [.. reasons];
        return true;
    }

    private static IEnumerable<(string, int)> Contents(Order order) =>
        order.Lines.Select(line => (line.ItemId, line.Quantity)).Order();
}

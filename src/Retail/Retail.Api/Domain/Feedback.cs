using Retail.Api.Domain.Recommending;

namespace Retail.Api.Domain;

/// <summary>A shopper viewed an item, put it into the basket, or bought it.</summary>
public sealed class Feedback
{
    /// <summary>Ids of purchases that follow from released orders begin so.</summary>
    public const string OrderPrefix = "order-";

    /// <summary>The sender's id: the same feedback sent again counts once.</summary>
    public required string Id { get; init; }

    public required string ShopperId { get; init; }

    public required string ItemId { get; init; }

    public required InteractionKind Kind { get; init; }

    /// <summary>When it happened (UTC, to the microsecond).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Given by the database in the order of arrival: how much came since the index was built.</summary>
    public long Number { get; private set; }

    /// <summary>Whether another record of the same id tells the same.</summary>
    public bool IsSameAs(Feedback other) =>
        Id == other.Id && ShopperId == other.ShopperId && ItemId == other.ItemId && Kind == other.Kind && At == other.At;
}

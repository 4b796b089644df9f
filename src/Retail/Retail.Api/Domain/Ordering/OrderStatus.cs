namespace Retail.Api.Domain.Ordering;

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>Fraud has not answered yet.</summary>
    PendingScreening,

    /// <summary>The payment is good: pack it.</summary>
    Released,

    /// <summary>Someone at Fraud looks at the payment.</summary>
    Held,

    /// <summary>The payment was declined.</summary>
    Cancelled,
}

namespace Retail.Api.Domain.Ordering;

/// <summary>What Fraud says about an order's payment.</summary>
public enum PaymentVerdict
{
    Approve,
    Review,
    Decline,
}

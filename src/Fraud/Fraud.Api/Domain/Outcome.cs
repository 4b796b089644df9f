namespace Fraud.Api.Domain;

/// <summary>What to do with a payment.</summary>
public enum Outcome
{
    Approve,
    Review,
    Decline,
}

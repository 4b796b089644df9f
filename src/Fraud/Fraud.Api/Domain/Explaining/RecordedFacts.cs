using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain.Explaining;

/// <summary>What a decision keeps of what was known at its time.</summary>
public static class RecordedFacts
{
    /// <summary>
    /// Whether the decision was made when facts were kept already. The present payment counts in its customer's windows, so
    /// that they are never empty where they were recorded.
    /// </summary>
    public static bool AreKnown(this PointInTime facts) => facts.Customer.Month.Payments > 0;

    /// <summary>Whether a reason is the model's. Findings of rules and lists are reasons as well: <c>rule:…</c>, <c>list:…</c>.</summary>
    public static bool IsByModel(this Reason reason) => !reason.Code.Contains(':', StringComparison.Ordinal);

    /// <summary>The same payment with another amount: it counts in its customer's windows.</summary>
    public static PointInTime WithAmount(this PointInTime facts, decimal amount)
    {
        var more = amount - facts.Amount;
        return facts with
        {
            Amount = amount,
            Customer = facts.Customer with
            {
                Day = Spent(facts.Customer.Day),
                Week = Spent(facts.Customer.Week),
                Month = Spent(facts.Customer.Month),
            },
        };

        CustomerWindow Spent(CustomerWindow window) => window with { Spent = window.Spent + more };
    }

    /// <summary>The payment that would have had these facts, as rules see it.</summary>
    public static Transaction With(this Transaction payment, PointInTime facts) => new()
    {
        Id = payment.Id,
        OrderId = payment.OrderId,
        CustomerId = payment.CustomerId,
        TerminalId = payment.TerminalId,
        Amount = payment.Amount,
        Currency = payment.Currency,
        BaseAmount = facts.Amount, // the one that rules and features know
        Details = payment.Details,
        At = facts.At,
        RecordedAt = payment.RecordedAt,
    };
}

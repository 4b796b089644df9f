using Fraud.Api.Domain;

namespace Fraud.Api.Data.Files;

/// <summary>A valid row: a payment of the past and its label.</summary>
public sealed record PastPayment(
    long Line,
    string Id,
    string CustomerId,
    string TerminalId,
    decimal Amount,
    string Currency,
    decimal BaseAmount,
    DateTimeOffset At,
    PaymentDetails Details,
    Verdict? Verdict,
    DateTimeOffset? LabelledAt);

/// <summary>What is wrong with a row, and where.</summary>
public sealed record RowError(long Line, string Column, string? TransactionId, string Reason);

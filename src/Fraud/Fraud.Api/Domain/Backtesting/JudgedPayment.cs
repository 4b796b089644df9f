namespace Fraud.Api.Domain.Backtesting;

/// <summary>A payment as both sides judge it.</summary>
/// <param name="At">When it was made; they come in this order.</param>
/// <param name="Amount">In the base currency.</param>
/// <param name="Fraud">Null where that is not known.</param>
/// <param name="IsImported">Whether it was never decided on.</param>
/// <param name="MissedDeadline">Whether its sender was given the answer for deadlines, before the decision was there.</param>
public readonly record struct JudgedPayment(
    DateTimeOffset At,
    string CustomerId,
    decimal Amount,
    bool? Fraud,
    bool IsImported,
    bool MissedDeadline,
    (float Score, Outcome Outcome) Live,
    (float Score, Outcome Outcome) Candidate);

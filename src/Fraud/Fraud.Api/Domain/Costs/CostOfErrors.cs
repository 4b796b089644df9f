namespace Fraud.Api.Domain.Costs;

/// <summary>What decisions cost, in the base currency. A payment that was approved and is genuine costs nothing.</summary>
/// <param name="Review">An analyst's look at a payment, whatever comes of it.</param>
/// <param name="StoppedCustomer">A genuine payment that is declined: the sale, the call, the customer who leaves.</param>
/// <param name="LossShare">Share of a fraud's amount that is lost when it is approved, 0 to 1 (what is not charged back or insured).</param>
/// <param name="ReviewCatches">Share of the frauds in review that are stopped there, 0 to 1.</param>
public sealed record CostOfErrors(double Review, double StoppedCustomer, double LossShare = 1, double ReviewCatches = 1);

/// <summary>A payment of which it is known what it was.</summary>
/// <param name="Score">Probability of fraud by the model, 0 to 1.</param>
/// <param name="Amount">In the base currency.</param>
public readonly record struct KnownPayment(float Score, double Amount, bool Fraud);

/// <summary>What a pair of thresholds would have cost, and of what that is made.</summary>
/// <param name="Cost">The sum, in the base currency.</param>
/// <param name="FraudLost">Lost to frauds that were approved, or missed in review.</param>
/// <param name="Reviews">Payments in review.</param>
/// <param name="GenuineDeclined">Genuine payments that were declined.</param>
/// <param name="FraudsApproved">Frauds that were approved.</param>
public sealed record CostPoint(
    double Review, double Decline, double Cost, double FraudLost, int Reviews, int GenuineDeclined, int FraudsApproved);

namespace Fraud.Training.Data;

/// <summary>A payment of the data set. Customers and terminals are numbered from 0 in the order in which they appear.</summary>
/// <param name="At">When the card was charged.</param>
/// <param name="Customer">Number of the customer.</param>
/// <param name="Terminal">Number of the terminal.</param>
/// <param name="Amount">In the base currency, 0 or more.</param>
/// <param name="Fraud">Whether it was fraud, as its last label says; without one it was not.</param>
/// <param name="LabelledAt">When that became known; null where the file does not say and nobody asks.</param>
public readonly record struct CardPayment(
    DateTimeOffset At, int Customer, int Terminal, decimal Amount, bool Fraud, DateTimeOffset? LabelledAt = null);

namespace Fraud.Training.Data;

/// <summary>One line of the data set. Customers and terminals are numbered from 0 in the order in which they appear.</summary>
/// <param name="At">TX_DATETIME, which names no zone and is read as UTC.</param>
/// <param name="Customer">Number of the customer.</param>
/// <param name="Terminal">Number of the terminal.</param>
/// <param name="Amount">TX_AMOUNT, 0 or more.</param>
/// <param name="Fraud">TX_FRAUD, whenever it became known.</param>
public readonly record struct CardPayment(DateTimeOffset At, int Customer, int Terminal, decimal Amount, bool Fraud);

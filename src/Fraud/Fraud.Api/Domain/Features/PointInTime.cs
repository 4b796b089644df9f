namespace Fraud.Api.Domain.Features;

/// <summary>A payment with all that was known of its customer and its terminal at its time: what features are made of.</summary>
/// <param name="At">When the card was charged (UTC).</param>
/// <param name="Amount">Amount of the payment, in the base currency.</param>
/// <param name="Customer">What the customer paid up to now, this payment included.</param>
/// <param name="Terminal">What happened at the terminal, up to <see cref="FeatureWindows.LabelDelay"/> ago.</param>
public sealed record PointInTime(DateTimeOffset At, decimal Amount, CustomerHistory Customer, TerminalHistory Terminal);

/// <summary>A customer's payments over the three windows, the present payment included.</summary>
public readonly record struct CustomerHistory(CustomerWindow Day, CustomerWindow Week, CustomerWindow Month);

/// <summary>A terminal's payments over the three windows, each ending <see cref="FeatureWindows.LabelDelay"/> before the payment.</summary>
public readonly record struct TerminalHistory(TerminalWindow Day, TerminalWindow Week, TerminalWindow Month);

/// <param name="Payments">Number of payments; at least 1, as the present one counts.</param>
/// <param name="Spent">Sum of their amounts, in the base currency.</param>
public readonly record struct CustomerWindow(int Payments, decimal Spent)
{
    /// <summary>Mean amount of a payment, the present one included.</summary>
    public double MeanAmount => (double)Spent / Payments;

    public CustomerWindow With(decimal amount) => new(Payments + 1, Spent + amount);
}

/// <param name="Payments">Number of payments.</param>
/// <param name="Frauds">How many of them were known to be fraud.</param>
public readonly record struct TerminalWindow(int Payments, int Frauds)
{
    /// <summary>Share of the payments that were fraud, 0 to 1; 0 where there was no payment (as the handbook fills it).</summary>
    public double FraudRate => Payments == 0 ? 0 : (double)Frauds / Payments;
}

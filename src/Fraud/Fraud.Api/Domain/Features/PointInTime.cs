namespace Fraud.Api.Domain.Features;

/// <summary>A payment with all that was known of its customer and its terminal at its time: what features are made of.</summary>
/// <param name="At">When the card was charged (UTC).</param>
/// <param name="Amount">Amount of the payment, in the base currency.</param>
/// <param name="Customer">What the customer paid up to now, this payment included.</param>
/// <param name="Terminal">What happened at the terminal, up to <see cref="FeatureWindows.LabelDelay"/> ago.</param>
public sealed record PointInTime(DateTimeOffset At, decimal Amount, CustomerHistory Customer, TerminalHistory Terminal)
{
    /// <summary>
    /// What the customer usually pays: the mean of the payments that had time to be charged back and were not. A new
    /// customer has none yet: then the mean of 30 days without this payment; 0 where this one is the first.
    /// </summary>
    public double UsualAmount =>
        Customer.Genuine.Payments > 0 ? (double)Customer.Genuine.Spent / Customer.Genuine.Payments
        : Customer.Month.Payments > 1 ? (double)(Customer.Month.Spent - Amount) / (Customer.Month.Payments - 1)
        : 0;

    /// <summary>An amount as a multiple of the usual one; 1 where nothing is known of the customer.</summary>
    public double TimesUsual(decimal amount) => UsualAmount > 0 ? (double)amount / UsualAmount : 1;

    /// <summary>The amount as a multiple of the largest genuine one; 1 where there is none.</summary>
    public double TimesLargest => Customer.Genuine.Largest > 0 ? (double)Amount / (double)Customer.Genuine.Largest : 1;
}

/// <summary>What a customer paid.</summary>
/// <param name="Day">One day, the present payment included.</param>
/// <param name="Week">Seven days, the present payment included.</param>
/// <param name="Month">Thirty days, the present payment included.</param>
/// <param name="LargestOfWeek">The largest amount of the seven days without the present payment; 0 where there is none.</param>
/// <param name="Genuine">The payments that stood the test of time.</param>
public readonly record struct CustomerHistory(
    CustomerWindow Day, CustomerWindow Week, CustomerWindow Month, decimal LargestOfWeek, GenuinePayments Genuine);

/// <summary>What happened at a terminal, up to <see cref="FeatureWindows.LabelDelay"/> before the payment.</summary>
/// <param name="Day">The last day before the delay.</param>
/// <param name="Week">The last seven days before it.</param>
/// <param name="Month">The last thirty days before it.</param>
/// <param name="Run">The frauds at the end of that month.</param>
public readonly record struct TerminalHistory(TerminalWindow Day, TerminalWindow Week, TerminalWindow Month, FraudRun Run);

/// <param name="Payments">Number of payments; at least 1, as the present one counts.</param>
/// <param name="Spent">Sum of their amounts.</param>
public readonly record struct CustomerWindow(int Payments, decimal Spent)
{
    /// <summary>Mean amount of a payment, the present one included.</summary>
    public double MeanAmount => (double)Spent / Payments;

    public CustomerWindow With(decimal amount) => new(Payments + 1, Spent + amount);
}

/// <summary>
/// A customer's payments of the thirty days that ended <see cref="FeatureWindows.LabelDelay"/> ago, without those known
/// to be fraud: a thief's last week with the card does not raise what counts as usual.
/// </summary>
/// <param name="Payments">Number of payments.</param>
/// <param name="Spent">Sum of their amounts.</param>
/// <param name="Largest">The largest of them; 0 where there is none.</param>
public readonly record struct GenuinePayments(int Payments, decimal Spent, decimal Largest);

/// <param name="Payments">Number of payments.</param>
/// <param name="Frauds">How many of them were known to be fraud.</param>
public readonly record struct TerminalWindow(int Payments, int Frauds)
{
    /// <summary>Share of the payments that were fraud, 0 to 1; 0 where there was no payment (as the handbook fills it).</summary>
    public double FraudRate => Payments == 0 ? 0 : (double)Frauds / Payments;
}

/// <summary>
/// A terminal's frauds after its last payment that was not known to be fraud, within the month of its windows. A
/// compromised terminal has only frauds until it is repaired; one stolen card that was used there is followed by others.
/// </summary>
/// <param name="Frauds">Length of the run.</param>
/// <param name="Amount">Sum of their amounts.</param>
/// <param name="Since">When the first of them was paid; null where there is no run.</param>
public readonly record struct FraudRun(int Frauds, decimal Amount, DateTimeOffset? Since)
{
    /// <summary>Mean amount of the frauds; 0 where there is no run.</summary>
    public double MeanAmount => Frauds == 0 ? 0 : (double)Amount / Frauds;

    /// <summary>Days from the first of them to <paramref name="at"/>; 0 where there is no run (a run is a week old at least).</summary>
    public double Days(DateTimeOffset at) => Since is { } since ? (at - since).TotalDays : 0;
}

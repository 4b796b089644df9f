namespace Simulator.Payments;

/// <summary>A card payment, with what its card holder will say of it later.</summary>
public sealed record Payment(
    string TransactionId,
    string CustomerId,
    string TerminalId,
    decimal Amount,
    DateTimeOffset At,
    FraudScenario Fraud);

/// <summary>Which of the handbook's scenarios makes a payment a fraud.</summary>
public enum FraudScenario
{
    /// <summary>Genuine.</summary>
    None,

    /// <summary>An amount over 220: obvious, for a baseline detector to find.</summary>
    LargeAmount,

    /// <summary>Two terminals a day are compromised for 28 days: phishing.</summary>
    CompromisedTerminal,

    /// <summary>Three customers' cards a day are copied for 14 days, and a third of their payments made five times larger.</summary>
    CopiedCard,
}

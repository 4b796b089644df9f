using Fraud.Api.Domain.Features;

namespace Fraud.Api.Domain.Explaining;

/// <summary>What about a payment is imagined otherwise.</summary>
public enum ChangeKind
{
    Amount,
    Time,
    TerminalFrauds,
    CustomerPayments,
}

/// <summary>A payment as it might have been, with one thing other than it was.</summary>
/// <param name="Facts">The facts it would have had.</param>
/// <param name="Size">How far from what was, as a share of it: a day of time, all the frauds or payments known, the amount.</param>
/// <param name="Text">In words, with the numbers.</param>
public sealed record ContextChange(ChangeKind Kind, PointInTime Facts, double Size, string Text);

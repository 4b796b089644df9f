namespace Fraud.Api.Domain.Explaining;

/// <summary>Which way an outcome turns.</summary>
public enum Turn
{
    Milder,
    Stricter,
}

/// <summary>A small change that turns the decision: it was scored again by the model that decided, and judged by the rules of then.</summary>
/// <param name="Size">How far from what was, as a share of it.</param>
/// <param name="Text">What would have had to be otherwise, with the numbers.</param>
/// <param name="Amount">The amount it takes, in the payment's currency; null for a change of something else.</param>
/// <param name="Outcome">What would have been decided.</param>
/// <param name="Score">The score the model would have given.</param>
public sealed record Counterfactual(ChangeKind Kind, Turn Turn, double Size, string Text, decimal? Amount, Outcome Outcome, float Score);

/// <summary>What would have changed a decision.</summary>
/// <param name="Changes">One of a kind for each turn at most, smallest first.</param>
/// <param name="Notes">What no change of one kind alone can do, and what to know about the rest.</param>
public sealed record Counterfactuals(Counterfactual[] Changes, string[] Notes);

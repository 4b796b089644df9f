namespace Fraud.Api.Domain.Rules.Checks;

/// <summary>What is wrong with rules, and what is odd about them.</summary>
/// <param name="Problems">Why they are refused; empty where they are valid.</param>
/// <param name="Warnings">What their author may not have meant.</param>
/// <param name="Comparisons">What they cost a payment at most.</param>
public sealed record RuleSetReport(IReadOnlyList<RuleRemark> Problems, IReadOnlyList<RuleRemark> Warnings, int Comparisons)
{
    public bool IsValid => Problems.Count == 0;
}

/// <param name="Where">Such as <c>rules[2].condition</c>.</param>
/// <param name="Column">From 1, in the condition; null where it is about the whole.</param>
/// <param name="Text">What.</param>
public sealed record RuleRemark(string Where, int? Column, string Text);

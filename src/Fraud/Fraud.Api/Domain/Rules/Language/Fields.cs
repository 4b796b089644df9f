namespace Fraud.Api.Domain.Rules.Language;

/// <summary>Something a condition can ask about.</summary>
/// <param name="Name">As it is written in conditions.</param>
/// <param name="Description">For whoever writes them.</param>
public abstract record RuleField(string Name, string Description);

/// <summary>A number that every payment has.</summary>
/// <param name="Low">No payment has less.</param>
/// <param name="High">No payment has more.</param>
/// <param name="IsWhole">There is nothing between 1 and 2.</param>
/// <param name="IsSingle">Kept as float32: what is written is rounded the same way, so that 0.1 is what reads as 0.1.</param>
/// <param name="Value">Its value for a payment.</param>
public sealed record NumberField(
    string Name, string Description, decimal Low, decimal High, bool IsWhole, bool IsSingle, Func<RuleInput, double> Value)
    : RuleField(Name, Description);

/// <summary>A text out of many, or of a few.</summary>
/// <param name="IsOptional">Senders may leave it out.</param>
/// <param name="Allowed">Every value it can have; null where there are too many to name.</param>
/// <param name="WhyNot">What is wrong with a text that a condition compares it with (and whether it is a beginning only); null: nothing.</param>
/// <param name="Value">Its value for a payment; null where it is missing.</param>
public sealed record TextField(
    string Name, string Description, bool IsOptional, IReadOnlyList<string>? Allowed, Func<string, bool, string?> WhyNot, Func<RuleInput, string?> Value)
    : RuleField(Name, Description);

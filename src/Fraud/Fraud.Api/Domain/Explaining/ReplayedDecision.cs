namespace Fraud.Api.Domain.Explaining;

public enum ReplayResult
{
    /// <summary>To the bit.</summary>
    Identical,
    Different,

    /// <summary>It could not be made again.</summary>
    NotReplayed,
}

/// <summary>One step of the way from what was known to the outcome, made again.</summary>
/// <param name="Step">facts, features, score, thresholds, outcome, contributions or reasons.</param>
/// <param name="Differences">Where it is not identical: what was recorded, and what came out now.</param>
/// <param name="Detail">Why it could not be made again, or from what it was; null where there is nothing to say.</param>
public sealed record ReplayedStep(string Step, ReplayResult Result, string[] Differences, string? Detail);

/// <summary>A decision made again.</summary>
/// <param name="Identical">Every step came out to the bit as it was recorded. False as well where a step could not be made again.</param>
/// <param name="Steps">In the order of the decision.</param>
/// <param name="Notes">What to know about it.</param>
public sealed record ReplayedDecision(bool Identical, ReplayedStep[] Steps, string[] Notes);

using Manufacturing.Api.Domain;

namespace Manufacturing.Api.Features.SummariseActivity;

/// <summary>What was predicted lately, by the clock of the service.</summary>
/// <param name="Counts">Predictions by outcome.</param>
/// <param name="Latest">The latest predictions, newest first.</param>
public sealed record ActivitySummary(DateTimeOffset Since, IReadOnlyDictionary<string, int> Counts, RecentPrediction[] Latest);

/// <param name="What">What was predicted for, such as "machine engine-7".</param>
/// <param name="Detail">Remaining life with its interval, and what drives it where the limit was crossed.</param>
public sealed record RecentPrediction(DateTimeOffset At, string What, Outcome Decision, string Detail);

using Fraud.Api.Domain;

namespace Fraud.Api.Features.SummariseActivity;

/// <summary>What was decided lately, by the clock of the service.</summary>
/// <param name="Counts">Decisions by outcome.</param>
/// <param name="Latest">The latest decisions, newest first.</param>
public sealed record ActivitySummary(DateTimeOffset Since, IReadOnlyDictionary<string, int> Counts, RecentDecision[] Latest);

/// <param name="What">What was decided on, such as "transaction t1".</param>
/// <param name="Detail">Score and strongest reason.</param>
public sealed record RecentDecision(DateTimeOffset At, string What, Outcome Decision, string Detail);

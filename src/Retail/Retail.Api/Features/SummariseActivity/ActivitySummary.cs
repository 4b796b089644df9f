namespace Retail.Api.Features.SummariseActivity;

/// <summary>What was decided lately, by the clock of the service.</summary>
/// <param name="Counts">Orders by what became of them, orders that still wait, and lists recommended, by their source.</param>
/// <param name="Latest">The latest decisions on orders, newest first.</param>
public sealed record ActivitySummary(DateTimeOffset Since, IReadOnlyDictionary<string, int> Counts, RecentDecision[] Latest);

/// <param name="What">What was decided on, such as an order's id.</param>
/// <param name="Detail">The order's size and what drove the decision.</param>
public sealed record RecentDecision(DateTimeOffset At, string What, string Decision, string Detail);

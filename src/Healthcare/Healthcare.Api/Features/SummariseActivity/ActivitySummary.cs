using Healthcare.Api.Domain;

namespace Healthcare.Api.Features.SummariseActivity;

/// <summary>What was decided lately, by the clock of the service.</summary>
/// <param name="Counts">Studies by urgency.</param>
/// <param name="Latest">The latest studies, newest first.</param>
public sealed record ActivitySummary(DateTimeOffset Since, IReadOnlyDictionary<string, int> Counts, RecentStudy[] Latest);

/// <param name="What">What was decided on, such as "study s1".</param>
/// <param name="Detail">Probability, or why there is none; and the mark of the scanner.</param>
public sealed record RecentStudy(DateTimeOffset At, string What, Urgency Decision, string Detail);

namespace Platform.Cli.Screen;

/// <summary>What a service's <c>GET /v1/summary</c> says of its latest decisions.</summary>
internal sealed record ServiceSummary(
    DateTimeOffset Since,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyList<LatestDecision> Latest);

/// <summary>One decision, in words.</summary>
internal sealed record LatestDecision(DateTimeOffset At, string What, string Decision, string Detail);

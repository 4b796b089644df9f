namespace Fraud.Api.Domain.Backtesting;

public enum BacktestState
{
    Queued,
    Running,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>What is tried in place of what was live. What is null stays as it was; something is not null.</summary>
/// <param name="ModelVersion">Scores by this version, of the facts as they were known at each payment.</param>
/// <param name="Thresholds">These thresholds instead of the model's.</param>
/// <param name="RuleSetVersion">These rules instead of those that were in force; lists stay as they were found.</param>
/// <param name="ComputeFacts">
/// Makes the facts of decisions anew from stored history, as those of imported payments are: for a model or rules that use a fact which
/// older decisions did not record.
/// </param>
public sealed record BacktestCandidate(string? ModelVersion, Thresholds? Thresholds, int? RuleSetVersion, bool ComputeFacts = false);

/// <summary>A run of a candidate over stored history: asked for, worked on by one replica, kept with its report.</summary>
public sealed class Backtest
{
    public required Guid Id { get; init; }

    public required BacktestCandidate Candidate { get; init; }

    /// <summary>Payments from then on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Payments before that.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Cards that can be checked a day.</summary>
    public required int Cards { get; init; }

    /// <summary>From this age on a payment without a label counts as genuine; null: never.</summary>
    public required int? GenuineAfterDays { get; init; }

    /// <summary>Subject of the token.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public BacktestState State { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Subject of the token of whoever cancelled it; null where nobody did.</summary>
    public string? CancelledBy { get; private set; }

    /// <summary>Which run has it: another one has taken it over when this is not its own.</summary>
    public Guid? RunId { get; private set; }

    /// <summary>Until then its run is alive; after that another replica takes it, and begins anew.</summary>
    public DateTimeOffset? AliveUntil { get; private set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>Payments judged by this attempt.</summary>
    public long Payments { get; private set; }

    /// <summary>The time that it has come to in the history.</summary>
    public DateTimeOffset? ReachedAt { get; private set; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Failure { get; private set; }

    public BacktestReport? Report { get; private set; }

    /// <summary>Share of the period that is done, 0 to 1.</summary>
    public static double ProgressOf(BacktestState state, DateTimeOffset? reachedAt, DateTimeOffset from, DateTimeOffset until) =>
        state == BacktestState.Completed ? 1
        : reachedAt is { } reached ? Math.Clamp((reached - from) / (until - from), 0, 1)
        : 0;
}

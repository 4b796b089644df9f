using System.Linq.Expressions;
using Fraud.Api.Domain.Backtesting;

namespace Fraud.Api.Features.GetBacktest;

/// <summary>How far a backtest is.</summary>
/// <param name="Progress">Share of the period that is done, 0 to 1; 0 also while the time before it is read.</param>
/// <param name="Payments">Payments judged so far.</param>
/// <param name="Attempts">How often it was begun: a run whose replica died is begun anew.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="CancelledBy">Who cancelled it: subject of the token; null where nobody did.</param>
public sealed record BacktestStatus(
    Guid Id,
    BacktestCandidate Candidate,
    DateTimeOffset From,
    DateTimeOffset Until,
    int Cards,
    int? GenuineAfterDays,
    BacktestState State,
    double Progress,
    long Payments,
    int Attempts,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Failure,
    string? CancelledBy)
{
    /// <summary>To be selected by: the report, which is large, stays where it is.</summary>
    public static readonly Expression<Func<Backtest, BacktestStatus>> Selected = backtest => new BacktestStatus(
        backtest.Id,
        backtest.Candidate,
        backtest.From,
        backtest.Until,
        backtest.Cards,
        backtest.GenuineAfterDays,
        backtest.State,
        Backtest.ProgressOf(backtest.State, backtest.ReachedAt, backtest.From, backtest.Until),
        backtest.Payments,
        backtest.Attempts,
        backtest.RequestedBy,
        backtest.RequestedAt,
        backtest.StartedAt,
        backtest.FinishedAt,
        backtest.Failure,
        backtest.CancelledBy);

    private static readonly Func<Backtest, BacktestStatus> Made = Selected.Compile();

    public static BacktestStatus Of(Backtest backtest) => Made(backtest);
}

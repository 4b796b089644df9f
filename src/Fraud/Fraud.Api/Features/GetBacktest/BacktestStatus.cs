using Fraud.Api.Domain.Backtesting;

namespace Fraud.Api.Features.GetBacktest;

/// <summary>How far a backtest is.</summary>
/// <param name="Progress">Share of the period that is done, 0 to 1; 0 also while the time before it is read.</param>
/// <param name="Payments">Payments judged so far.</param>
/// <param name="Attempts">How often it was begun: a run whose replica died is begun anew.</param>
/// <param name="Failure">Why it failed.</param>
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
    string? Failure)
{
    public static BacktestStatus Of(Backtest backtest) => new(
        backtest.Id,
        backtest.Candidate,
        backtest.From,
        backtest.Until,
        backtest.Cards,
        backtest.GenuineAfterDays,
        backtest.State,
        backtest.Progress,
        backtest.Payments,
        backtest.Attempts,
        backtest.RequestedBy,
        backtest.RequestedAt,
        backtest.StartedAt,
        backtest.FinishedAt,
        backtest.Failure);
}

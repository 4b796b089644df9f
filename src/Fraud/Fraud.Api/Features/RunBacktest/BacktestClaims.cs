using Fraud.Api.Data;
using Fraud.Api.Data.Configurations;
using Fraud.Api.Domain.Backtesting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>Who works on which backtest: rows of a table that replicas take from under each other's eyes.</summary>
public sealed class BacktestClaims(FraudDbContext database, IOptions<BacktestOptions> options, TimeProvider time)
{
    /// <summary>Takes the one that has waited longest, or whose run has died; null when there is none.</summary>
    public async Task<Backtest?> TakeAsync(Guid run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        var taken = await database.Backtests.FromSql($"""
            UPDATE fraud.backtests
            SET state = 'Running', run_id = {run}, alive_until = {now + options.Value.AliveFor}, attempts = attempts + 1,
                started_at = coalesce(started_at, {now}), payments = 0, reached_at = NULL
            WHERE id = (
                SELECT id FROM fraud.backtests
                WHERE state = 'Queued' OR (state = 'Running' AND alive_until < {now})
                ORDER BY requested_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
        return taken is [var backtest] ? backtest : null;
    }

    /// <summary>Says how far a run is, and that it is alive.</summary>
    /// <returns>False when it is no longer its own: cancelled, or taken over.</returns>
    public async Task<bool> ReachAsync(Guid id, Guid run, long payments, DateTimeOffset reached, CancellationToken cancellationToken)
    {
        var aliveUntil = (time.GetUtcNow() + options.Value.AliveFor).ToStoredPrecision();
        return await Own(id, run).ExecuteUpdateAsync(
            set => set
                .SetProperty(backtest => backtest.Payments, payments)
                .SetProperty(backtest => backtest.ReachedAt, reached.ToStoredPrecision())
                .SetProperty(backtest => backtest.AliveUntil, aliveUntil),
            cancellationToken) == 1;
    }

    public Task CompleteAsync(Guid id, Guid run, BacktestReport report, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        return Own(id, run).ExecuteUpdateAsync(
            set => set
                .SetProperty(backtest => backtest.State, BacktestState.Completed)
                .SetProperty(backtest => backtest.Report, report)
                .SetProperty(backtest => backtest.Payments, report.Payments)
                .SetProperty(backtest => backtest.FinishedAt, now),
            cancellationToken);
    }

    public Task FailAsync(Guid id, Guid run, string failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        var kept = failure.Length <= BacktestConfiguration.LongestFailure ? failure : failure[..BacktestConfiguration.LongestFailure];
        return Own(id, run).ExecuteUpdateAsync(
            set => set
                .SetProperty(backtest => backtest.State, BacktestState.Failed)
                .SetProperty(backtest => backtest.Failure, kept)
                .SetProperty(backtest => backtest.FinishedAt, now),
            cancellationToken);
    }

    /// <summary>Gives one back whose run ends because the service stops: the next replica begins it anew, and it counts as no attempt.</summary>
    public Task ReturnAsync(Guid id, Guid run, CancellationToken cancellationToken) =>
        Own(id, run).ExecuteUpdateAsync(
            set => set
                .SetProperty(backtest => backtest.State, BacktestState.Queued)
                .SetProperty(backtest => backtest.Attempts, backtest => backtest.Attempts - 1),
            cancellationToken);

    private IQueryable<Backtest> Own(Guid id, Guid run) =>
        database.Backtests.Where(backtest => backtest.Id == id && backtest.RunId == run && backtest.State == BacktestState.Running);
}

using System.Data.Common;
using System.Diagnostics;
using Fraud.Api.Domain.Backtesting;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fraud.Api.Features.RunBacktest;

/// <summary>
/// Runs backtests, one at a time. A run lives in memory: when its replica dies, another one (or this one, when it is back) begins it
/// anew, and after some such interruptions it has failed.
/// </summary>
public sealed class BacktestRunner(
    IServiceScopeFactory scopes, IOptions<BacktestOptions> options, TimeProvider time, ILogger<BacktestRunner> logger) : BackgroundService
{
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asked = new(0, 1);

    /// <summary>Something waits: do not sleep until the next poll.</summary>
    public void Wake()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run)
        {
            return;
        }

        try
        {
            while (true)
            {
                if (!await TryWorkAsync(stoppingToken))
                {
                    await _asked.WaitAsync(options.Value.PollInterval, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <returns>False when there was nothing to do, or the database is away.</returns>
    private async Task<bool> TryWorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (claims, run) = (scope.ServiceProvider.GetRequiredService<BacktestClaims>(), Guid.CreateVersion7(time.GetUtcNow()));
            if (await claims.TakeAsync(run, stoppingToken) is not { } backtest)
            {
                return false;
            }

            await WorkAsync(scope.ServiceProvider, claims, backtest, run, stoppingToken);
            return true;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // What was under way is begun again when its time is up.
            BacktestLog.Interrupted(logger, error.GetType().Name, error);
            return false;
        }
    }

    private async Task WorkAsync(IServiceProvider services, BacktestClaims claims, Backtest backtest, Guid run, CancellationToken stoppingToken)
    {
        if (backtest.Attempts > options.Value.Attempts)
        {
            await claims.FailAsync(backtest.Id, run, $"It was interrupted {options.Value.Attempts} times.", stoppingToken);
            return;
        }

        using var job = FraudTelemetry.Jobs.StartActivity("run backtest")?.SetTag("platform.fraud.backtest.id", backtest.Id.ToString());
        BacktestLog.Began(logger, backtest.Id, backtest.Attempts);
        try
        {
            if (await services.GetRequiredService<BacktestRun>().RunAsync(backtest, run, stoppingToken) is { } report)
            {
                await claims.CompleteAsync(backtest.Id, run, report, stoppingToken);
                BacktestLog.Completed(logger, backtest.Id, report.Payments);
            }
            else
            {
                BacktestLog.Left(logger, backtest.Id);
            }
        }
        catch (BacktestException error)
        {
            await claims.FailAsync(backtest.Id, run, error.Message, stoppingToken);
            job?.SetStatus(ActivityStatusCode.Error);
            BacktestLog.Failed(logger, backtest.Id, error.Message);
        }
        catch (Exception error) when (!IsInterruption(error) && !stoppingToken.IsCancellationRequested)
        {
            // It would end so again: whoever asked learns of it now. What exactly it was is in the log.
            await claims.FailAsync(
                backtest.Id, run, $"It ended with an error of the service ({error.GetType().Name}); an operator finds it in the log.", stoppingToken);
            job?.SetStatus(ActivityStatusCode.Error, error.GetType().FullName);
            BacktestLog.Broken(logger, backtest.Id, error.GetType().Name, error);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var ends = new CancellationTokenSource(LastWord, time);
            await claims.ReturnAsync(backtest.Id, run, ends.Token);
            throw;
        }
    }

    // The database was away, or busy: the next attempt may find it.
    private static bool IsInterruption(Exception error) =>
        error is DbException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown }
            or RetryLimitExceededException or TimeoutException
        || (error.InnerException is { } cause && IsInterruption(cause));
}

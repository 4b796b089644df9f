using System.Security.Claims;
using Fraud.Api.Data;
using Fraud.Api.Domain.Backtesting;
using Fraud.Api.Features.GetBacktest;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CancelBacktest;

internal static class CancelBacktestEndpoint
{
    public static void Map(RouteGroupBuilder backtests) => backtests
        .MapPost("/{id:guid}/cancel", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .RequireNamedCaller()
        .WithName("CancelBacktest")
        .WithSummary("Ends a backtest that waits or runs; its run stops at the next page it has read");

    private static async Task<Results<Ok<BacktestStatus>, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, ClaimsPrincipal caller, FraudDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        var (now, actor) = (time.GetUtcNow().ToStoredPrecision(), caller.SubjectId());
        await database.Backtests
            .Where(backtest => backtest.Id == id && (backtest.State == BacktestState.Queued || backtest.State == BacktestState.Running))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(backtest => backtest.State, BacktestState.Cancelled)
                    .SetProperty(backtest => backtest.FinishedAt, now)
                    .SetProperty(backtest => backtest.CancelledBy, actor),
                cancellationToken);
        return await database.Backtests.Where(backtest => backtest.Id == id).Select(BacktestStatus.Selected).SingleOrDefaultAsync(cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            { State: BacktestState.Cancelled } status => TypedResults.Ok(status),
            var status => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "It has ended.",
                Detail = $"The backtest is {status.State.ToString().ToLowerInvariant()}.",
            }),
        };
    }
}

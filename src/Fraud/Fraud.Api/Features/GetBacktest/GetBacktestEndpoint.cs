using Fraud.Api.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetBacktest;

internal static class GetBacktestEndpoint
{
    public static void Map(RouteGroupBuilder backtests) => backtests
        .MapGet("/{id:guid}", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithName("GetBacktest")
        .WithSummary("How far a backtest is");

    private static async Task<Results<Ok<BacktestStatus>, NotFound>> HandleAsync(
        Guid id, FraudDbContext database, CancellationToken cancellationToken) =>
        await database.Backtests.AsNoTracking().SingleOrDefaultAsync(backtest => backtest.Id == id, cancellationToken) is { } backtest
            ? TypedResults.Ok(BacktestStatus.Of(backtest))
            : TypedResults.NotFound();
}

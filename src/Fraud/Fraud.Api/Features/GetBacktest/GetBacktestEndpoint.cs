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
        await database.Backtests.Where(backtest => backtest.Id == id).Select(BacktestStatus.Selected).SingleOrDefaultAsync(cancellationToken) is { } status
            ? TypedResults.Ok(status)
            : TypedResults.NotFound();
}

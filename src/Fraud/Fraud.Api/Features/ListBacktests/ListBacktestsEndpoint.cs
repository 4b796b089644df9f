using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Features.GetBacktest;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListBacktests;

internal static class ListBacktestsEndpoint
{
    public static void Map(RouteGroupBuilder backtests) => backtests
        .MapGet("", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithName("ListBacktests")
        .WithSummary("The latest backtests, newest first (50, at most 200)");

    private static async Task<Results<Ok<BacktestStatus[]>, ValidationProblem>> HandleAsync(
        FraudDbContext database, CancellationToken cancellationToken, [Range(1, 200)] int limit = 50) =>
        TypedResults.Ok(await database.Backtests
            .OrderByDescending(backtest => backtest.RequestedAt)
            .Take(limit)
            .Select(BacktestStatus.Selected)
            .ToArrayAsync(cancellationToken));
}

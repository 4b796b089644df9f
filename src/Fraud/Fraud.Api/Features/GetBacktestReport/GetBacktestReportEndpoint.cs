using Fraud.Api.Data;
using Fraud.Api.Domain.Backtesting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetBacktestReport;

internal static class GetBacktestReportEndpoint
{
    public static void Map(RouteGroupBuilder backtests) => backtests
        .MapGet("/{id:guid}/report", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .WithName("GetBacktestReport")
        .WithSummary("What a candidate would have decided, beside what was live");

    private static async Task<Results<Ok<BacktestReport>, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, FraudDbContext database, CancellationToken cancellationToken) =>
        await database.Backtests.AsNoTracking().SingleOrDefaultAsync(backtest => backtest.Id == id, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            { Report: { } report } => TypedResults.Ok(report),
            var backtest => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "There is no report.",
                Detail = $"The backtest is {backtest.State.ToString().ToLowerInvariant()}{(backtest.Failure is null ? "" : $": {backtest.Failure}")}",
            }),
        };
}

using System.Security.Claims;
using Fraud.Api.Features.GetBacktest;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.StartBacktest;

internal static class StartBacktestEndpoint
{
    public static void Map(RouteGroupBuilder backtests) => backtests
        .MapPost("", HandleAsync)
        .RequirePermission(FraudAccess.Analyse)
        .RequireNamedCaller()
        .WithName("StartBacktest")
        .WithSummary("Tries a model, thresholds or rules on stored history, beside what was live; live decisions are untouched");

    private static async Task<Results<Accepted<BacktestStatus>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        StartBacktest request, StartBacktestHandler handler, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, user.SubjectId(), cancellationToken) switch
        {
            ({ } backtest, _) => TypedResults.Accepted($"/v1/backtests/{backtest.Id}", BacktestStatus.Of(backtest)),
            (_, { } errors) => TypedResults.ValidationProblem(errors),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Too many backtests wait.",
                Detail = "Wait until one has ended, or cancel one.",
            }),
        };
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreTransaction;

internal static class ScoreTransactionEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/transactions", HandleAsync)
        .RequirePermission(FraudAccess.Score)
        .WithName("ScoreTransaction")
        .WithSummary("Decides on a card payment: approve, review or decline");

    private static async Task<Results<Ok<ScoredTransaction>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        ScoreTransaction request, ScoringDesk desk, CancellationToken cancellationToken) =>
        await desk.AnswerAsync(request, cancellationToken) is { } scored
            ? TypedResults.Ok(scored)
            : TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Another payment has this id.",
                Detail = $"The transaction '{request.TransactionId}' is known with other content, or as imported history, which is not scored.",
            });
}

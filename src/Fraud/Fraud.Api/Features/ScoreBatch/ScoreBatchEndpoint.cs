using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ScoreBatch;

internal static class ScoreBatchEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/transactions/batch", HandleAsync)
        .RequirePermission(FraudAccess.Score)
        .WithBodyLimit(ScoreBatch.AtMostBytes)
        .WithName("ScoreBatch")
        .WithSummary("Decides on up to 1,000 card payments");

    private static async Task<Results<Ok<ScoredBatch>, ValidationProblem>> HandleAsync(
        ScoreBatch request, ScoreBatchHandler handler, CancellationToken cancellationToken) =>
        TypedResults.Ok(await handler.HandleAsync(request, cancellationToken));
}

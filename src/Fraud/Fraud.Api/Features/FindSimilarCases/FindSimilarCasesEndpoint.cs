using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.FindSimilarCases;

internal static class FindSimilarCasesEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("/{id:guid}/similar", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("FindSimilarCases")
        .WithSummary("Past cases with the same terminals or the same pattern of reasons, and what they turned out to be");

    private static async Task<Results<Ok<SimilarCases>, ValidationProblem, NotFound>> HandleAsync(
        Guid id, FindSimilarCasesHandler handler, CancellationToken cancellationToken, [Range(1, 50)] int limit = 10) =>
        await handler.HandleAsync(id, limit, cancellationToken) is { } similar
            ? TypedResults.Ok(similar)
            : TypedResults.NotFound();
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.SimilarItems;

internal static class SimilarItemsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/items/{id}/similar", HandleAsync)
        .RequirePermission(RetailAccess.Recommend)
        .WithName("SimilarItems")
        .WithSummary("Items that the same shoppers meet");

    private static async Task<Results<Ok<ItemsLikeThis>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string id, SimilarItemsHandler handler, CancellationToken cancellationToken, [Range(1, 50)] int limit = 10) =>
        await handler.HandleAsync(id, limit, cancellationToken) is { } similar
            ? TypedResults.Ok(similar)
            : TypedResults.NotFound();
}

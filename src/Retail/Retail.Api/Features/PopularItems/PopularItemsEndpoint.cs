using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.PopularItems;

internal static class PopularItemsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/items/popular", HandleAsync)
        .RequirePermission(RetailAccess.Recommend)
        .WithName("PopularItems")
        .WithSummary("What sells best");

    private static async Task<Results<Ok<BestSellers>, ValidationProblem>> HandleAsync(
        PopularItemsHandler handler, CancellationToken cancellationToken, [Range(1, 50)] int limit = 10) =>
        TypedResults.Ok(await handler.HandleAsync(limit, cancellationToken));
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.GetRecommendation;

internal static class GetRecommendationEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/recommendations/{id:guid}", HandleAsync)
        .RequirePermission(RetailAccess.Read)
        .WithName("GetRecommendation")
        .WithSummary("A list that was recommended and everything that made it");

    private static async Task<Results<Ok<RecordedRecommendation>, NotFound>> HandleAsync(
        Guid id, ClaimsPrincipal caller, OwnShopper ownShopper, GetRecommendationHandler handler, CancellationToken cancellationToken) =>
        // Another shopper's list is as unknown as one that never was.
        await handler.HandleAsync(id, cancellationToken) is { } recommendation && await ownShopper.MayActForAsync(caller, recommendation.ShopperId)
            ? TypedResults.Ok(recommendation)
            : TypedResults.NotFound();
}

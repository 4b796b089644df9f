using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

internal static class RecommendForShopperEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/shoppers/{id}/recommendations", HandleAsync)
        .RequirePermission(RetailAccess.Recommend)
        .WithName("RecommendForShopper")
        .WithSummary("What a shopper may want next: new items, or with scope=all also what was bought before");

    private static async Task<Results<Ok<RecommendedItems>, ValidationProblem, ForbidHttpResult>> HandleAsync(
        [Identifier] string id,
        ClaimsPrincipal caller,
        OwnShopper ownShopper,
        RecommendForShopperHandler handler,
        CancellationToken cancellationToken,
        [Range(1, 50)] int limit = 10,
        [AllowedValues("new", "all")] string scope = "new") =>
        await ownShopper.MayActForAsync(caller, id)
            ? TypedResults.Ok(await handler.HandleAsync(id, scope == "all" ? Scope.All : Scope.New, limit, cancellationToken))
            : TypedResults.Forbid();
}

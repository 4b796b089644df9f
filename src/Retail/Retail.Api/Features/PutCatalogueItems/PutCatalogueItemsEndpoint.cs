using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.PutCatalogueItems;

internal static class PutCatalogueItemsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPut("/catalogue/items", HandleAsync)
        .RequirePermission(RetailAccess.Catalogue)
        .WithBodyLimit(PutCatalogueItems.AtMostBytes)
        .WithName("PutCatalogueItems")
        .WithSummary("Adds or changes up to 1,000 items of the catalogue; all or none");

    private static async Task<Results<Ok<CatalogueChange>, ValidationProblem>> HandleAsync(
        PutCatalogueItems request, PutCatalogueItemsHandler handler, CancellationToken cancellationToken) =>
        TypedResults.Ok(await handler.HandleAsync(request, cancellationToken));
}

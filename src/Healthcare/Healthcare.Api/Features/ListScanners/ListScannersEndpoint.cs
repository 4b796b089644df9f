using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.ListScanners;

internal static class ListScannersEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/scanners", HandleAsync)
        .RequirePermission(HealthcareAccess.Scanners)
        .WithName("ListScanners")
        .WithSummary("The scanners, with the failures that are predicted for them");

    private static async Task<Results<Ok<ScannerPage>, ValidationProblem>> HandleAsync(
        ListScannersHandler handler, CancellationToken cancellationToken, [Range(1, 200)] int limit = 50, [Identifier] string? after = null) =>
        TypedResults.Ok(await handler.HandleAsync(limit, after, cancellationToken));
}

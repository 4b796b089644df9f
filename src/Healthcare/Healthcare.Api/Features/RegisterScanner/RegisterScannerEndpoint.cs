using Healthcare.Api.Features.ListScanners;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.RegisterScanner;

internal static class RegisterScannerEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPut("/scanners/{scannerId}", HandleAsync)
        .RequirePermission(HealthcareAccess.Register)
        .WithName("RegisterScanner")
        .WithSummary("Registers a scanner, or says where it stands now and when it was serviced");

    private static async Task<Results<Ok<ListedScanner>, ValidationProblem>> HandleAsync(
        [Identifier] string scannerId, RegisterScanner request, RegisterScannerHandler handler, CancellationToken cancellationToken) =>
        TypedResults.Ok(await handler.HandleAsync(scannerId, request, cancellationToken));
}

using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetCase;

internal static class GetCaseEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapGet("/{id:guid}", HandleAsync)
        .RequirePermission(FraudAccess.Cases)
        .WithName("GetCase")
        .WithSummary("A case with its alerts, its history with the notes, and its files");

    private static async Task<Results<Ok<CaseFile>, NotFound>> HandleAsync(Guid id, GetCaseHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, cancellationToken) is { } file
            ? TypedResults.Ok(file)
            : TypedResults.NotFound();
}

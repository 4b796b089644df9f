using Fraud.Api.Features.GetImport;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CancelImport;

internal static class CancelImportEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/imports/{id:guid}/cancel", HandleAsync)
        .RequirePermission(FraudAccess.Import)
        .WithName("CancelImport")
        .WithSummary("Ends an import before its end; what was stored stays");

    private static async Task<Results<Ok<ImportStatus>, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, CancelImportHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            (var status, true) => TypedResults.Ok(status),
            var (status, _) => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "The import has ended.",
                Detail = $"It is {status.State.ToString().ToLowerInvariant()}; there is nothing to cancel.",
            }),
        };
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RecordReadings;

internal static class RecordReadingsEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/readings", HandleAsync)
        .RequirePermission(ManufacturingAccess.Ingest)
        .WithBodyLimit(RecordReadings.AtMostBytes)
        .WithName("RecordReadings")
        .WithSummary("Takes up to 1,000 readings, all or none, and predicts the remaining life of their machines");

    private static async Task<Results<Ok<RecordedReadings>, ValidationProblem, NotFound<ProblemDetails>, Conflict<ProblemDetails>>> HandleAsync(
        RecordReadings request, RecordReadingsHandler handler, CancellationToken cancellationToken)
    {
        var result = await handler.HandleAsync(request, cancellationToken);
        return result switch
        {
            { Recorded: { } recorded } => TypedResults.Ok(recorded),
            { UnknownMachines.Length: > 0 } => TypedResults.NotFound(new ProblemDetails
            {
                Status = StatusCodes.Status404NotFound,
                Title = "These machines are not registered.",
                Detail = $"Nothing was stored. Not registered: {string.Join(", ", result.UnknownMachines)}.",
            }),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Other readings of these cycles are known.",
                Detail = $"Nothing was stored. Known with other content: {string.Join(", ", result.Conflicts)}.",
            }),
        };
    }
}

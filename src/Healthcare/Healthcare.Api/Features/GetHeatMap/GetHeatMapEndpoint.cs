using Healthcare.Api.Imaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.GetHeatMap;

internal static class GetHeatMapEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/studies/{studyId}/heat-map", HandleAsync)
        .RequirePermission(HealthcareAccess.Read)
        .Produces(StatusCodes.Status200OK, contentType: RadiographDecoder.Png)
        .WithName("GetHeatMap")
        .WithSummary("The radiograph with what spoke for the finding laid over it, as PNG");

    private static async Task<Results<FileContentHttpResult, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        [Identifier] string studyId, GetHeatMapHandler handler, HttpResponse response, CancellationToken cancellationToken)
    {
        // A radiograph is personal: no cache may keep it.
        response.Headers.CacheControl = "no-store";
        return await handler.HandleAsync(studyId, cancellationToken) switch
        {
            HeatMapOutcome.Drawn drawn => TypedResults.File(drawn.Png, RadiographDecoder.Png),
            HeatMapOutcome.NotAnalysed failed => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "The study was not analysed.",
                Detail = failed.Reason,
            }),
            _ => TypedResults.NotFound(),
        };
    }
}

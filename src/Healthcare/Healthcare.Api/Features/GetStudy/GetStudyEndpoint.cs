using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.GetStudy;

internal static class GetStudyEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/studies/{studyId}", HandleAsync)
        .RequirePermission(HealthcareAccess.Read)
        .WithName("GetStudy")
        .WithSummary("A study with everything that made its decision");

    private static async Task<Results<Ok<RecordedStudy>, ValidationProblem, NotFound>> HandleAsync(
        [Identifier] string studyId, GetStudyHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(studyId, cancellationToken) is { } study ? TypedResults.Ok(study) : TypedResults.NotFound();
}

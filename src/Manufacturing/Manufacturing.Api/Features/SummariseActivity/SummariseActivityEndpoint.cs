using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.SummariseActivity;

internal static class SummariseActivityEndpoint
{
    private const int MinutesOfADay = 24 * 60;

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/summary", HandleAsync)
        .RequirePermission(ManufacturingAccess.Summary)
        .WithName("SummariseActivity")
        .WithSummary("What was predicted in the last minutes (60, at most a day)");

    private static async Task<Results<Ok<ActivitySummary>, ValidationProblem>> HandleAsync(
        SummariseActivityHandler handler, CancellationToken cancellationToken, [Range(1, MinutesOfADay)] int minutes = 60) =>
        TypedResults.Ok(await handler.HandleAsync(TimeSpan.FromMinutes(minutes), cancellationToken));
}

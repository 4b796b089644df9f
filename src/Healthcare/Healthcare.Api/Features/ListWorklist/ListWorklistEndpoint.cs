using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Healthcare.Api.Features.ListWorklist;

internal static class ListWorklistEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/worklist", HandleAsync)
        .RequirePermission(HealthcareAccess.Read)
        .WithName("ListWorklist")
        .WithSummary("The studies to read, by urgency and age");

    private static async Task<Results<Ok<Worklist>, ValidationProblem>> HandleAsync(
        ListWorklistHandler handler, CancellationToken cancellationToken, [Range(1, 200)] int limit = 50, [Identifier] string? after = null) =>
        await handler.HandleAsync(limit, after, cancellationToken) is { } page
            ? TypedResults.Ok(page)
            : TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["after"] = ["is no known study"] });
}

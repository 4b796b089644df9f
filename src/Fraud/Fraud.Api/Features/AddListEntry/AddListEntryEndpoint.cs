using System.Security.Claims;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AddListEntry;

internal static class AddListEntryEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/list-entries", HandleAsync)
        .RequirePermission(FraudAccess.WriteLists)
        .RequireNamedCaller()
        .WithName("AddListEntry")
        .WithSummary("Puts a customer, terminal, device, card range or country on the block, allow or review list");

    private static async Task<Results<Created<ListedEntry>, ValidationProblem, Conflict<ProblemDetails>>> HandleAsync(
        AddListEntry request, ClaimsPrincipal caller, AddListEntryHandler handler, CancellationToken cancellationToken)
    {
        var (added, problem) = await handler.HandleAsync(request, caller.SubjectId(), cancellationToken);
        return added is not null
            ? TypedResults.Created($"/v1/list-entries/{added.Id}", added)
            : TypedResults.Conflict(new ProblemDetails { Status = StatusCodes.Status409Conflict, Title = "It cannot be added.", Detail = problem });
    }
}

using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.AddListEntry;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RemoveListEntry;

internal static class RemoveListEntryEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapDelete("/list-entries/{id:guid}", HandleAsync)
        .RequirePermission(FraudAccess.WriteLists)
        .RequireNamedCaller()
        .WithName("RemoveListEntry")
        .WithSummary("Ends a list entry; it can still be read");

    private static async Task<Results<Ok<ListedEntry>, ValidationProblem, NotFound>> HandleAsync(
        Guid id,
        ClaimsPrincipal caller,
        RemoveListEntryHandler handler,
        CancellationToken cancellationToken,
        [StringLength(PolicyAction.LongestNote), RegularExpression(@"[^\0]*", ErrorMessage = "must not hold the character 0")] string? note = null) =>
        await handler.HandleAsync(id, note, caller.SubjectId(), cancellationToken) is { } removed
            ? TypedResults.Ok(removed)
            : TypedResults.NotFound();
}

using System.Security.Claims;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.TakeCase;

internal static class TakeCaseEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapPost("/{id:guid}/take", HandleAsync)
        .RequireAnalyst()
        .RequirePermission(FraudAccess.Cases)
        .WithName("TakeCase")
        .WithSummary("Takes a case to work on it, or keeps it for longer; it becomes free again when nothing is done with it");

    private static async Task<Results<Ok<CaseState>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, ClaimsPrincipal caller, CaseWork work, TimeProvider time, CancellationToken cancellationToken)
    {
        var outcome = await work.DoAsync(id, caller.SubjectId(), (fraudCase, deed) => fraudCase.Take(deed), cancellationToken);
        return outcome.Answer(time);
    }
}

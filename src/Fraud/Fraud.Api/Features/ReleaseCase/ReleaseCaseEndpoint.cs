using System.Security.Claims;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ReleaseCase;

internal static class ReleaseCaseEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapPost("/{id:guid}/release", HandleAsync)
        .RequireAnalyst()
        .RequirePermission(FraudAccess.Cases)
        .WithName("ReleaseCase")
        .WithSummary("Puts a case that the caller has back into the queue");

    private static async Task<Results<Ok<CaseState>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, ClaimsPrincipal caller, CaseWork work, TimeProvider time, CancellationToken cancellationToken)
    {
        var outcome = await work.DoAsync(id, caller.SubjectId(), (fraudCase, deed) => fraudCase.Release(deed), cancellationToken);
        return outcome.Answer(time);
    }
}

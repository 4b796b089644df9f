using System.Security.Claims;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.HandOverCase;

internal static class HandOverCaseEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapPost("/{id:guid}/hand-over", HandleAsync)
        .RequireAnalyst()
        .RequirePermission(FraudAccess.Cases)
        .WithName("HandOverCase")
        .WithSummary("Gives a case that the caller has to a colleague");

    private static async Task<Results<Ok<CaseState>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, HandOverCase request, ClaimsPrincipal caller, CaseWork work, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.To == caller.SubjectId())
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["to"] = ["must be somebody else"] });
        }

        var outcome = await work.DoAsync(
            id, caller.SubjectId(), (fraudCase, deed) => fraudCase.HandOver(deed, request.To, request.Note), cancellationToken);
        return outcome.Answer(time);
    }
}

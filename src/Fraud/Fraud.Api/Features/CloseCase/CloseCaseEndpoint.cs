using System.Security.Claims;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CloseCase;

internal static class CloseCaseEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapPost("/{id:guid}/close", HandleAsync)
        .RequireAnalyst()
        .RequirePermission(FraudAccess.Cases)
        .WithName("CloseCase")
        .WithSummary("Closes a case that the caller has, as fraud, genuine or unclear; the labels of its payments follow");

    private static async Task<Results<Ok<ClosedCase>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, CloseCase request, ClaimsPrincipal caller, CloseCaseHandler handler, CancellationToken cancellationToken)
    {
        var (outcome, labels) = await handler.HandleAsync(id, request, caller.SubjectId(), cancellationToken);
        return outcome switch
        {
            CaseWorkOutcome.Done done => TypedResults.Ok(ClosedCase.Of(done.Case, labels)),
            CaseWorkOutcome.Refused refused => refused.Refusal.Conflict(),
            _ => TypedResults.NotFound(),
        };
    }
}

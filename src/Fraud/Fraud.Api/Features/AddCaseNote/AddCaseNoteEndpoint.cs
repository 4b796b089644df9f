using System.Security.Claims;
using Fraud.Api.Features.WorkCase;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AddCaseNote;

internal static class AddCaseNoteEndpoint
{
    public static void Map(RouteGroupBuilder cases) => cases
        .MapPost("/{id:guid}/notes", HandleAsync)
        .RequireAnalyst()
        .RequirePermission(FraudAccess.Cases)
        .WithName("AddCaseNote")
        .WithSummary("Writes a note into the history of a case that the caller has");

    private static async Task<Results<Ok<CaseState>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        Guid id, AddCaseNote request, ClaimsPrincipal caller, CaseWork work, TimeProvider time, CancellationToken cancellationToken)
    {
        var outcome = await work.DoAsync(id, caller.SubjectId(), (fraudCase, deed) => fraudCase.Note(deed, request.Note), cancellationToken);
        return outcome.Answer(time);
    }
}

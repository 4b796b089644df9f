using System.Security.Claims;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.RecordLabel;

internal static class RecordLabelEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/labels", HandleAsync)
        .RequirePermission(FraudAccess.Label)
        .RequireNamedCaller()
        .WithName("RecordLabel")
        .WithSummary("Takes what became of a payment: a chargeback, or confirmed as genuine");

    private static async Task<Results<Ok<LabelledTransaction>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        RecordLabel request, ClaimsPrincipal caller, RecordLabelHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(request, caller.SubjectId(), cancellationToken) switch
        {
            LabelOutcome.Recorded => TypedResults.Ok(new LabelledTransaction(request.TransactionId, request.Verdict, request.At)),
            LabelOutcome.UnknownTransaction => TypedResults.NotFound(),
            LabelOutcome.BeforeTransaction => TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["at"] = ["must not be before the payment"] }),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Another label stands.",
                Detail = $"The transaction '{request.TransactionId}' has a later label, or another one of the same time.",
            }),
        };
}

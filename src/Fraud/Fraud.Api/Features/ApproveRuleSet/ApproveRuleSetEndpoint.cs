using System.Security.Claims;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.CreateRuleSet;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ApproveRuleSet;

internal static class ApproveRuleSetEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/rule-sets/{version:int}/approve", HandleAsync)
        .RequirePermission(FraudAccess.ApproveRules)
        .RequireNamedCaller()
        .WithName("ApproveRuleSet")
        .WithSummary("Lets a version be in force from a time on; not for its author");

    private static async Task<Results<Ok<RuleSetVersion>, ValidationProblem, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> HandleAsync(
        int version, ApproveRuleSet request, ClaimsPrincipal caller, ApproveRuleSetHandler handler, CancellationToken cancellationToken)
    {
        var (outcome, approved) = await handler.HandleAsync(version, request, caller.SubjectId(), cancellationToken);
        return outcome switch
        {
            ApprovalOutcome.Approved => TypedResults.Ok(approved),
            ApprovalOutcome.Unknown => TypedResults.NotFound(),
            ApprovalOutcome.Author => TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "A second person must approve.",
                detail: $"You wrote version {version} of the rules; somebody else has to approve it."),
            ApprovalOutcome.InThePast => Invalid("must not be before now: what was decided stays decided"),
            ApprovalOutcome.TooFarAhead => Invalid("must be within a year"),
            ApprovalOutcome.Withdrawn => Conflict($"Version {version} was withdrawn. Create it again to have it approved."),
            ApprovalOutcome.DoesNotCompile => Conflict($"Version {version} names something that this release does not know. Create a version without it."),
            _ => Conflict($"Version {version} is in force at that time already."),
        };
    }

    private static ValidationProblem Invalid(string problem) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["effectiveFrom"] = [problem] });

    private static Conflict<ProblemDetails> Conflict(string detail) => TypedResults.Conflict(
        new ProblemDetails { Status = StatusCodes.Status409Conflict, Title = "This version cannot be approved.", Detail = detail });
}

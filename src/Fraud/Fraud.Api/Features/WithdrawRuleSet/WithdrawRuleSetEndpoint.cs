using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.CreateRuleSet;
using Fraud.Api.Features.WorkPolicy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.WithdrawRuleSet;

internal static class WithdrawRuleSetEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/rule-sets/{version:int}/withdraw", HandleAsync)
        .RequirePermission(FraudAccess.WriteRules)
        .RequireNamedCaller()
        .WithName("WithdrawRuleSet")
        .WithSummary("Takes back what is not in force: an approval whose time has not come, or else a draft");

    private static async Task<Results<Ok<RuleSetVersion>, ValidationProblem, NotFound, Conflict<ProblemDetails>>> HandleAsync(
        int version, WithdrawRuleSet request, ClaimsPrincipal caller, WithdrawRuleSetHandler handler, CancellationToken cancellationToken)
    {
        var (isKnown, withdrawn) = await handler.HandleAsync(version, request, caller.SubjectId(), cancellationToken);
        return withdrawn is not null ? TypedResults.Ok(withdrawn)
            : !isKnown ? TypedResults.NotFound()
            : TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "There is nothing to withdraw.",
                Detail = $"Version {version} is or was in force, or is withdrawn already. To go back, approve an older version.",
            });
    }
}

/// <param name="Note">For the audit trail.</param>
public sealed record WithdrawRuleSet([property: StringLength(PolicyAction.LongestNote)] string? Note = null);

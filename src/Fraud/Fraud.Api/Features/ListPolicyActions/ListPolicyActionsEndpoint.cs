using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListPolicyActions;

internal static class ListPolicyActionsEndpoint
{
    public const int LongestPage = 200;

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/policy-actions", HandleAsync)
        .RequirePermission(FraudAccess.ReadRules)
        .WithName("ListPolicyActions")
        .WithSummary("The audit trail of rules and lists: who did what, newest first");

    private static async Task<Results<Ok<PolicyActionPage>, ValidationProblem>> HandleAsync(
        FraudDbContext database,
        CancellationToken cancellationToken,
        [Range(1, int.MaxValue)] int? ruleSetVersion = null,
        Guid? listEntryId = null,
        [Range(1, LongestPage)] int limit = 50,
        long before = long.MaxValue)
    {
        var actions = await database.PolicyActions.AsNoTracking()
            .Where(action => (ruleSetVersion == null || action.RuleSetVersion == ruleSetVersion)
                && (listEntryId == null || action.ListEntryId == listEntryId)
                && action.PolicyVersion < before)
            .OrderByDescending(action => action.PolicyVersion)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new PolicyActionPage([.. actions.Take(limit)], actions.Count > limit ? actions[limit - 1].PolicyVersion : null));
    }
}

/// <param name="Before">Asks for the next page; null on the last.</param>
public sealed record PolicyActionPage(PolicyAction[] Actions, long? Before);

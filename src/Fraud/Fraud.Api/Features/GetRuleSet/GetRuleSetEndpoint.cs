using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.CreateRuleSet;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.GetRuleSet;

internal static class GetRuleSetEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/rule-sets/{version:int}", HandleAsync)
        .RequirePermission(FraudAccess.ReadRules)
        .WithName("GetRuleSet")
        .WithSummary("A version of the rules, and who approved it");

    private static async Task<Results<Ok<RuleSetVersion>, NotFound>> HandleAsync(
        int version, FraudDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        var set = await database.RuleSets.AsNoTracking().Include(set => set.Approvals)
            .SingleOrDefaultAsync(set => set.Version == version, cancellationToken);
        if (set is null)
        {
            return TypedResults.NotFound();
        }

        var schedule = new RuleSetSchedule(await database.RuleSetApprovals.AsNoTracking().ToListAsync(cancellationToken));
        return TypedResults.Ok(RuleSetVersion.Of(set, schedule, time.GetUtcNow()));
    }
}

using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.CreateRuleSet;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ListRuleSets;

internal static class ListRuleSetsEndpoint
{
    public const int LongestPage = 100;

    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/rule-sets", HandleAsync)
        .RequirePermission(FraudAccess.ReadRules)
        .WithName("ListRuleSets")
        .WithSummary("The versions of the rules, newest first");

    private static async Task<Results<Ok<RuleSetPage>, ValidationProblem>> HandleAsync(
        FraudDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken,
        [Range(1, LongestPage)] int limit = 20,
        [Range(1, int.MaxValue)] int before = int.MaxValue)
    {
        var now = time.GetUtcNow();
        var schedule = new RuleSetSchedule(await database.RuleSetApprovals.AsNoTracking().ToListAsync(cancellationToken));
        var sets = await database.RuleSets.AsNoTracking().Include(set => set.Approvals)
            .Where(set => set.Version < before)
            .OrderByDescending(set => set.Version)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new RuleSetPage(
            [.. sets.Take(limit).Select(set => Line(set, schedule, now))],
            sets.Count > limit ? sets[limit - 1].Version : null));
    }

    private static RuleSetLine Line(StoredRuleSet set, RuleSetSchedule schedule, DateTimeOffset now) => new(
        set.Version,
        set.Title,
        schedule.StatusOf(set, now),
        set.Rules.Count,
        set.CreatedBy,
        set.CreatedAt,
        RuleSetVersionApproval.Of(set));
}

/// <param name="Before">Asks for the next page; null on the last.</param>
public sealed record RuleSetPage(RuleSetLine[] RuleSets, int? Before);

/// <param name="Rules">How many.</param>
public sealed record RuleSetLine(
    int Version, string Title, RuleSetStatus Status, int Rules, string CreatedBy, DateTimeOffset CreatedAt, RuleSetVersionApproval[] Approvals);

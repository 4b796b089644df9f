using System.Collections.Immutable;
using Fraud.Api.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Data.Policies;

/// <summary>Reads the policy: one number as long as nothing changed, and after a change only that.</summary>
internal static class PolicyReader
{
    // A change that commits in between may be read already, and is read once more with the next version: that does no harm.
    public static async Task<Policy> ReadAsync(
        FraudDbContext database, Policy known, bool isFirst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(database, cancellationToken);
        if (version == known.Version && !isFirst)
        {
            return known with { Lists = known.Lists.WithoutEnded(now) };
        }

        var entries = database.ListEntries.AsNoTracking();
        var changed = await (isFirst
            ? entries.Where(entry => entry.RemovedAt == null && (entry.ExpiresAt == null || entry.ExpiresAt > now))
            : entries.Where(entry => entry.PolicyVersion > known.Version)).ToListAsync(cancellationToken);
        return new Policy(version, known.Lists.WithoutEnded(now).With(changed), await RuleSetsAsync(database, known, now, cancellationToken));
    }

    // Plainly: EF would try for a minute by itself before it told us that nobody answers, and we come again anyway.
    private static async Task<long> VersionAsync(FraudDbContext database, CancellationToken cancellationToken)
    {
        var connection = database.Database.GetDbConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT version FROM fraud.policy_state";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        finally
        {
            await connection.CloseAsync();
        }
    }

    private static async Task<ImmutableArray<ScheduledRuleSet>> RuleSetsAsync(
        FraudDbContext database, Policy known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var approvals = await database.RuleSetApprovals.AsNoTracking()
            .Where(approval => approval.WithdrawnAt == null)
            .OrderBy(approval => approval.EffectiveFrom).ThenBy(approval => approval.PolicyVersion)
            .Select(approval => new { approval.RuleSetVersion, approval.EffectiveFrom })
            .ToListAsync(cancellationToken);
        // The one in force, and those to come.
        var inForce = Math.Max(0, approvals.FindLastIndex(approval => approval.EffectiveFrom <= now));
        var scheduled = approvals[inForce..];

        var compiled = known.RuleSets.Select(scheduled => scheduled.RuleSet).DistinctBy(set => set.Version).ToDictionary(set => set.Version);
        var missing = scheduled.Select(approval => approval.RuleSetVersion).Except(compiled.Keys).ToArray();
        foreach (var set in await database.RuleSets.AsNoTracking().Where(set => missing.Contains(set.Version)).ToListAsync(cancellationToken))
        {
            compiled[set.Version] = RuleSet.Compile(set.Version, set.Rules);
        }

        return [.. scheduled.Select(approval => new ScheduledRuleSet(approval.EffectiveFrom, compiled[approval.RuleSetVersion]))];
    }
}

using Fraud.Api.Data;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>Reads by which rules and entries of lists a decision was made.</summary>
public sealed class PolicyOfThen(FraudDbContext database)
{
    /// <returns>Null where there were no rules.</returns>
    public async Task<RecordedRuleSet?> RuleSetAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (decision.RuleSetVersion is not { } version
            || await database.RuleSets.AsNoTracking().Include(set => set.Approvals)
                .SingleOrDefaultAsync(set => set.Version == version, cancellationToken) is not { } stored)
        {
            return null;
        }

        // A version can be approved again, to go back to it: the approval by which it was in force then.
        var approval = stored.Approvals
            .Where(approval => approval.WithdrawnAt is null && approval.EffectiveFrom <= decision.DecidedAt)
            .OrderBy(approval => approval.EffectiveFrom).ThenBy(approval => approval.PolicyVersion)
            .LastOrDefault();
        return new RecordedRuleSet(
            version, stored.Title, [.. stored.Rules], stored.CreatedBy, stored.CreatedAt, approval?.ApprovedBy, approval?.ApprovedAt, approval?.EffectiveFrom);
    }

    /// <returns>In the order in which they were found.</returns>
    public async Task<RecordedListEntry[]> EntriesAsync(Decision decision, CancellationToken cancellationToken)
    {
        var found = decision.Findings.Select(finding => finding.EntryId).OfType<Guid>().ToArray();
        if (found.Length == 0)
        {
            return [];
        }

        var entries = await database.ListEntries.AsNoTracking()
            .Where(entry => found.Contains(entry.Id))
            .Select(entry => new RecordedListEntry(
                entry.Id, entry.List, entry.Subject, entry.Reason, entry.AddedBy, entry.AddedAt, entry.ExpiresAt, entry.RemovedBy, entry.RemovedAt))
            .ToListAsync(cancellationToken);
        return [.. entries.OrderBy(entry => Array.IndexOf(found, entry.Id))];
    }
}

using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.CreateRuleSet;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.WithdrawRuleSet;

public sealed class WithdrawRuleSetHandler(FraudDbContext database, PolicyChanges changes)
{
    /// <returns>Whether there is such a version, and what became of it; null where nothing could be withdrawn.</returns>
    public Task<(bool IsKnown, RuleSetVersion? Withdrawn)> HandleAsync(
        int version, WithdrawRuleSet request, string actor, CancellationToken cancellationToken) =>
        changes.MakeAsync<(bool, RuleSetVersion?)>(actor, async (moment, token) =>
        {
            var set = await database.RuleSets.Include(set => set.Approvals).SingleOrDefaultAsync(set => set.Version == version, token);
            if (set is null)
            {
                return ((false, null), null);
            }

            var standing = set.Approvals.Where(approval => approval.WithdrawnAt is null).ToArray();
            var pending = standing.Where(approval => approval.EffectiveFrom > moment.Now).ToArray();
            foreach (var approval in pending)
            {
                approval.WithdrawnAt = moment.Now;
            }

            if (pending.Length == 0)
            {
                if (standing.Length > 0 || set.WithdrawnAt is not null)
                {
                    return ((true, null), null);
                }

                set.WithdrawnAt = moment.Now;
            }

            var others = await database.RuleSetApprovals.AsNoTracking().Where(approval => approval.RuleSetVersion != version).ToListAsync(token);
            return (
                (true, RuleSetVersion.Of(set, new RuleSetSchedule([.. others, .. set.Approvals]), moment.Now)),
                moment.OnRuleSet(PolicyActionKind.RuleSetWithdrawn, version, request.Note));
        }, cancellationToken);
}

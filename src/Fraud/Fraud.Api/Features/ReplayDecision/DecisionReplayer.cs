using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;
using Fraud.Api.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.ReplayDecision;

/// <summary>Makes decisions again. Nothing is stored, and no score of a replay counts as traffic.</summary>
public sealed class DecisionReplayer(RecordedModels models, FraudDbContext database, TimeProvider time)
{
    public async Task<Replay> ReplayAsync(Transaction transaction, Decision decision, CancellationToken cancellationToken)
    {
        var rules = decision.RuleSetVersion is { } version ? await RulesAsync(version, cancellationToken) : null;
        using var recorded = models.Find(decision.Model, out var missing);
        var replayed = DecisionReplay.Of(transaction, decision, recorded?.Model, missing, rules);
        return new Replay(transaction.Id, decision.Model, replayed.Identical, replayed.Steps, replayed.Notes, time.GetUtcNow());
    }

    private async Task<RuleSet?> RulesAsync(int version, CancellationToken cancellationToken) =>
        await database.Set<StoredRuleSet>().AsNoTracking().SingleOrDefaultAsync(set => set.Version == version, cancellationToken) is { } stored
            ? RuleSet.Compile(version, stored.Rules)
            : null;
}

using Fraud.Api.Data.Policies;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Explaining;

namespace Fraud.Api.Features.ReplayDecision;

/// <summary>Makes decisions again. Nothing is stored, and no score of a replay counts as traffic.</summary>
public sealed class DecisionReplayer(RecordedModels models, RecordedRules rules, TimeProvider time)
{
    public async Task<Replay> ReplayAsync(Transaction transaction, Decision decision, CancellationToken cancellationToken)
    {
        var inForce = await rules.FindAsync(decision.RuleSetVersion, cancellationToken);
        using var recorded = models.Find(decision.Model, out var missing);
        var replayed = DecisionReplay.Of(transaction, decision, recorded?.Model, missing, inForce);
        return new Replay(transaction.Id, decision.Model, replayed.Identical, replayed.Steps, replayed.Notes, time.GetUtcNow());
    }
}

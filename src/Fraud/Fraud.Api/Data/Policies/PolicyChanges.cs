using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Data.Policies;

/// <summary>
/// Changes rules or lists: one change after the other across all replicas, with its line in the audit trail, and known to
/// this process before its caller is answered.
/// </summary>
public sealed class PolicyChanges(FraudDbContext database, ActivePolicy active, TimeProvider time)
{
    /// <param name="actor">Who asks: subject of the token.</param>
    /// <param name="change">Looks, changes and answers; without an action nothing is saved.</param>
    public async Task<T> MakeAsync<T>(
        string actor, Func<PolicyMoment, CancellationToken, Task<(T Answer, PolicyAction? Action)>> change, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        (T Answer, PolicyAction? Action)? made = null;
        var answer = await database.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                database.ChangeTracker.Clear();
                await using var transaction = await database.Database.BeginTransactionAsync(token);
                // The row is locked until the commit: whoever comes next sees what was done here.
                var version = (await database.Database
                    .SqlQuery<long>($"UPDATE fraud.policy_state SET version = version + 1 WHERE id = {PolicyState.OnlyId} RETURNING version AS \"Value\"")
                    .ToListAsync(token))[0];
                if (made is { } before && await database.PolicyActions.AnyAsync(action => action.Id == id, token))
                {
                    return before.Answer; // committed, and the database's answer was lost
                }

                made = await change(new PolicyMoment(id, actor, time.GetUtcNow().ToStoredPrecision(), version), token);
                if (made.Value.Action is { } action)
                {
                    database.PolicyActions.Add(action);
                    await database.SaveChangesAsync(token);
                    await transaction.CommitAsync(token);
                }

                return made.Value.Answer;
            },
            cancellationToken);

        if (made?.Action is not null)
        {
            await active.TryRefreshAsync(cancellationToken);
        }

        return answer;
    }
}

/// <summary>Who changes the policy, when, and which version that makes.</summary>
/// <param name="Id">Of the change; also of what it adds.</param>
public sealed record PolicyMoment(Guid Id, string Actor, DateTimeOffset Now, long PolicyVersion)
{
    public PolicyAction OnRuleSet(PolicyActionKind kind, int version, string? note, DateTimeOffset? effectiveFrom = null, string? refusal = null) => new()
    {
        Id = Id,
        PolicyVersion = PolicyVersion,
        At = Now,
        Actor = Actor,
        Action = kind,
        RuleSetVersion = version,
        EffectiveFrom = effectiveFrom,
        Refusal = refusal,
        Note = note,
    };

    public PolicyAction OnEntry(PolicyActionKind kind, Guid entryId, string? note) => new()
    {
        Id = Id,
        PolicyVersion = PolicyVersion,
        At = Now,
        Actor = Actor,
        Action = kind,
        ListEntryId = entryId,
        Note = note,
    };
}

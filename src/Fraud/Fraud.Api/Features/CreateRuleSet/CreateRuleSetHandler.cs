using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.CreateRuleSet;

public sealed class CreateRuleSetHandler(FraudDbContext database, PolicyChanges changes)
{
    /// <param name="request">A valid one.</param>
    /// <param name="author">Who wrote it, and cannot approve it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<RuleSetVersion> HandleAsync(CreateRuleSet request, string author, CancellationToken cancellationToken) =>
        changes.MakeAsync(author, async (moment, token) =>
        {
            // Changes come one after the other: nobody takes the same number.
            var latest = await database.RuleSets.MaxAsync(set => (int?)set.Version, token) ?? 0;
            var set = new StoredRuleSet
            {
                Version = latest + 1,
                Title = request.Title,
                Rules = [.. request.Rules],
                CreatedBy = author,
                CreatedAt = moment.Now,
            };
            database.RuleSets.Add(set);
            return (
                RuleSetVersion.Of(set, new RuleSetSchedule([]), moment.Now),
                moment.OnRuleSet(PolicyActionKind.RuleSetCreated, set.Version, request.Note));
        }, cancellationToken);
}

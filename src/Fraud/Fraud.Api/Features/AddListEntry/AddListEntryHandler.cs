using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Lists;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.AddListEntry;

public sealed class AddListEntryHandler(FraudDbContext database, PolicyChanges changes, ActivePolicy active)
{
    /// <summary>All entries are in the memory of every replica: some hundred bytes each.</summary>
    public const int MostEntries = 200_000;

    public Task<(ListedEntry? Added, string? Problem)> HandleAsync(AddListEntry request, string actor, CancellationToken cancellationToken) =>
        changes.MakeAsync<(ListedEntry?, string?)>(actor, async (moment, token) =>
        {
            var live = database.ListEntries.Where(entry => entry.RemovedAt == null && (entry.ExpiresAt == null || entry.ExpiresAt > moment.Now));
            var known = await live
                .Where(entry => entry.Subject == request.Subject && entry.Value == request.Value && entry.List == request.List)
                .Select(entry => (Guid?)entry.Id)
                .FirstOrDefaultAsync(token);
            if (known is not null)
            {
                return ((null, $"It is on this list already, as entry {known}. Remove that first to change reason or expiry."), null);
            }

            // Those in memory are counted already; all changes wait for this one, so only what others added since is.
            var policy = await active.CurrentAsync(token);
            var since = await live.CountAsync(entry => entry.PolicyVersion > policy.Version, token);
            if (policy.Lists.Count + since >= MostEntries)
            {
                return ((null, $"The lists hold {MostEntries} entries, which is the most. Remove some first."), null);
            }

            var entry = new ListEntry
            {
                Id = moment.Id,
                List = request.List,
                Subject = request.Subject,
                Value = request.Value,
                Reason = request.Reason,
                ExpiresAt = request.ExpiresAt?.ToStoredPrecision(),
                AddedBy = actor,
                AddedAt = moment.Now,
                PolicyVersion = moment.PolicyVersion,
            };
            database.ListEntries.Add(entry);
            return ((ListedEntry.Of(entry, moment.Now), null), moment.OnEntry(PolicyActionKind.ListEntryAdded, entry.Id, request.Note));
        }, cancellationToken);
}

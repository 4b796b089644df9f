using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Features.AddListEntry;
using Microsoft.EntityFrameworkCore;

namespace Fraud.Api.Features.RemoveListEntry;

public sealed class RemoveListEntryHandler(FraudDbContext database, PolicyChanges changes)
{
    /// <returns>The entry, also where somebody removed it before; null: there is none.</returns>
    public Task<ListedEntry?> HandleAsync(Guid id, string? note, string actor, CancellationToken cancellationToken) =>
        changes.MakeAsync<ListedEntry?>(actor, async (moment, token) =>
        {
            var entry = await database.ListEntries.SingleOrDefaultAsync(entry => entry.Id == id, token);
            if (entry is null or { RemovedAt: not null })
            {
                return (entry is null ? null : ListedEntry.Of(entry, moment.Now), null);
            }

            entry.Remove(actor, moment.Now, moment.PolicyVersion);
            return (ListedEntry.Of(entry, moment.Now), moment.OnEntry(PolicyActionKind.ListEntryRemoved, id, note));
        }, cancellationToken);
}

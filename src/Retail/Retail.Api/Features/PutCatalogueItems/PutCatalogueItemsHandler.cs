using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Domain;
using Retail.Api.Domain.Catalogue;

namespace Retail.Api.Features.PutCatalogueItems;

public sealed class PutCatalogueItemsHandler(
    RetailDbContext database, TimeProvider time, ILogger<PutCatalogueItemsHandler> logger)
{
    private const int Attempts = 3;

    public async Task<CatalogueChange> HandleAsync(PutCatalogueItems request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request.Items, cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < Attempts
                && (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }))
            {
                database.ChangeTracker.Clear(); // another upsert was quicker: look again at what is there
            }
        }
    }

    private async Task<CatalogueChange> TryAsync(IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(entry => entry.Id).ToArray();
        var known = await database.Items.Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        var (now, changed) = (time.GetUtcNow().ToStoredPrecision(), 0);
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Id, out var item))
            {
                database.Items.Add(Item(entry, now));
            }
            else if (!IsSame(item, entry))
            {
                (item.Title, item.Price, item.Currency, item.Available, item.UpdatedAt) =
                    (entry.Title, entry.Price, entry.Currency, entry.Available, now);
                changed++;
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        var change = new CatalogueChange(entries.Count - known.Count, changed, known.Count - changed);
        PutCatalogueItemsLog.Put(logger, change.Added, change.Changed, change.Unchanged);
        return change;
    }

    private static CatalogueItem Item(CatalogueEntry entry, DateTimeOffset now) => new()
    {
        Id = entry.Id,
        Title = entry.Title,
        Price = entry.Price,
        Currency = entry.Currency,
        Available = entry.Available,
        UpdatedAt = now,
    };

    private static bool IsSame(CatalogueItem item, CatalogueEntry entry) =>
        item.Title == entry.Title && item.Price == entry.Price && item.Currency == entry.Currency && item.Available == entry.Available;
}

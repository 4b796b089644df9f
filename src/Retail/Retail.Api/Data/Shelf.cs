using Microsoft.EntityFrameworkCore;

namespace Retail.Api.Data;

/// <summary>An item as shoppers see it.</summary>
public sealed record ShelfItem(string Title, decimal Price, string Currency);

/// <summary>What is on sale at this moment; the index may be older.</summary>
public sealed class Shelf(RetailDbContext database)
{
    /// <summary>How many more items to look up than are wanted, as some may be off sale.</summary>
    public const int Reserve = 20;

    /// <summary>Those of the items that are on sale.</summary>
    public Task<Dictionary<string, ShelfItem>> OnSaleAsync(IEnumerable<string> itemIds, CancellationToken cancellationToken)
    {
        var ids = itemIds.ToArray();
        return database.Items.AsNoTracking()
            .Where(item => ids.Contains(item.Id) && item.Available)
            .ToDictionaryAsync(item => item.Id, item => new ShelfItem(item.Title, item.Price, item.Currency), cancellationToken);
    }
}

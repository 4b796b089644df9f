using Microsoft.EntityFrameworkCore;
using Retail.Api.Data;
using Retail.Api.Domain.Recommending;
using Retail.Api.Features.BuildIndex;

namespace Retail.Api.Features.SimilarItems;

public sealed class SimilarItemsHandler(RetailDbContext database, CurrentIndex current, Shelf shelf)
{
    /// <returns>Null when the catalogue has no such item.</returns>
    public async Task<ItemsLikeThis?> HandleAsync(string itemId, int limit, CancellationToken cancellationToken)
    {
        if (!await database.Items.AnyAsync(item => item.Id == itemId, cancellationToken))
        {
            return null;
        }

        var near = Near(itemId, limit + Shelf.Reserve);
        var onSale = await shelf.OnSaleAsync(near.Select(item => item.Id), cancellationToken);
        return new ItemsLikeThis(itemId, [.. near
            .Where(item => onSale.ContainsKey(item.Id))
            .Take(limit)
            .Select(item => new SimilarItem(item.Id, onSale[item.Id].Title, onSale[item.Id].Price, onSale[item.Id].Currency, item.Similarity))]);
    }

    private (string Id, float Similarity)[] Near(string itemId, int count)
    {
        if (current.Index is not { } index || !index.Assortment.TryFind(itemId, out var item))
        {
            return [];
        }

        var near = index.ByShoppers.Of(item);
        return Array.ConvertAll(
            near[..Math.Min(count, near.Length)].ToArray(), (Neighbour other) => (index.Assortment.Ids[other.Item], other.Weight));
    }
}

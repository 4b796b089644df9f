using Retail.Api.Data;
using Retail.Api.Features.BuildIndex;

namespace Retail.Api.Features.PopularItems;

public sealed class PopularItemsHandler(CurrentIndex current, Shelf shelf)
{
    public async Task<BestSellers> HandleAsync(int limit, CancellationToken cancellationToken)
    {
        if (current.Index is not { } index)
        {
            return new BestSellers([]);
        }

        var popular = index.Popular.Take(limit + Shelf.Reserve)
            .Select(item => (Id: index.Assortment.Ids[item], index.Statistics[item].Baskets30))
            .ToArray();
        var onSale = await shelf.OnSaleAsync(popular.Select(item => item.Id), cancellationToken);
        return new BestSellers([.. popular
            .Where(item => onSale.ContainsKey(item.Id))
            .Take(limit)
            .Select(item => new BestSeller(item.Id, onSale[item.Id].Title, onSale[item.Id].Price, onSale[item.Id].Currency, item.Baskets30))]);
    }
}

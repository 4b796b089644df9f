using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Retail.Api.Data;
using Retail.Api.Domain.Recommending;
using Retail.Api.Features.BuildIndex;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>What the database knows of one shopper, up to this moment: newer than the index.</summary>
public sealed class ShopperPast(RetailDbContext database, TimeProvider time, IOptions<RecommendationOptions> options)
{
    public async Task<ShopperHistory> ReadAsync(string shopperId, Assortment assortment, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-options.Value.HistoryDays);
        var feedback = await database.Feedback.AsNoTracking()
            .Where(entry => entry.ShopperId == shopperId && entry.At >= since)
            .OrderByDescending(entry => entry.At)
            .Take(options.Value.FeedbackPerShopper)
            .Select(entry => new { entry.ItemId, entry.At, entry.Kind })
            .ToListAsync(cancellationToken);

        // An item that came into the catalogue after the index was built has nothing to be ranked by yet.
        return ShopperHistory.From(feedback
            .Select(entry => (IsKnown: assortment.TryFind(entry.ItemId, out var item), Item: item, entry.At, entry.Kind))
            .Where(entry => entry.IsKnown)
            .Select(entry => new Interaction(entry.Item, IndexSource.Day(entry.At), entry.Kind)));
    }
}

using Platform.Inference;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Domain;
using Retail.Api.Domain.Recommending;
using Retail.Api.Features.BuildIndex;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>Load -> candidates -> features -> ranker -> record.</summary>
public sealed class RecommendForShopperHandler(
    RetailDbContext database,
    CurrentIndex current,
    ShopperPast past,
    Ranker ranker,
    Shelf shelf,
    TimeProvider time,
    ILogger<RecommendForShopperHandler> logger)
{
    public async Task<RecommendedItems> HandleAsync(string shopperId, Scope scope, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        var list = current.Index is { } index ? await ListAsync(shopperId, index, scope, limit, now, cancellationToken) : List.Empty;
        var onSale = await shelf.OnSaleAsync(list.Items.Select(item => item.ItemId), cancellationToken);
        var items = list.Items.Where(item => onSale.ContainsKey(item.ItemId)).Take(limit).ToArray();

        var recommendation = new Recommendation
        {
            Id = Guid.CreateVersion7(now),
            ShopperId = shopperId,
            Scope = scope,
            Source = list.Model is null ? RecommendationSource.Popular : RecommendationSource.Ranked,
            Model = list.Model,
            ItemIds = Array.ConvertAll(items, item => item.ItemId),
            Scores = [.. items.Select(item => item.Score).OfType<float>()],
            FeatureNames = list.FeatureNames,
            Features = [.. items.SelectMany(item => item.Features)],
            At = now,
        };
        database.Recommendations.Add(recommendation);
        await database.SaveChangesAsync(cancellationToken);
        RecommendForShopperLog.Recommended(logger, recommendation.Id, items.Length, recommendation.Source);
        return Answer(recommendation, items, onSale);
    }

    private async Task<List> ListAsync(
        string shopperId, RecommendationIndex index, Scope scope, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Some of the best may be off sale now.
        var enough = limit + Shelf.Reserve;
        var history = await past.ReadAsync(shopperId, index.Assortment, cancellationToken);
        if (history.Items.Count > 0 && ranker.Rank(history, index, IndexSource.Day(now) + 1, scope, enough) is { } ranked)
        {
            var (items, model, features) = ranked;
            return new List([.. items.Select(item => new Entry(index.Assortment.Ids[item.Item], item.Score, item.Features))], model, features);
        }

        HashSet<int> bought = scope == Scope.New ? [.. history.Items.Where(item => item.Bought).Select(item => item.Item)] : [];
        var popular = index.Popular.Where(item => !bought.Contains(item)).Take(enough);
        return new List([.. popular.Select(item => new Entry(index.Assortment.Ids[item], null, []))], null, []);
    }

    private static RecommendedItems Answer(Recommendation recommendation, Entry[] items, Dictionary<string, ShelfItem> onSale) => new(
        recommendation.Id,
        recommendation.ShopperId,
        recommendation.Source,
        Array.ConvertAll(items, item => new RecommendedItem(
            item.ItemId, onSale[item.ItemId].Title, onSale[item.ItemId].Price, onSale[item.ItemId].Currency, item.Score)),
        recommendation.Model,
        recommendation.At);

    private sealed record Entry(string ItemId, float? Score, float[] Features);

    private sealed record List(Entry[] Items, ModelStamp? Model, string[] FeatureNames)
    {
        public static readonly List Empty = new([], null, []);
    }
}

using System.Runtime.CompilerServices;
using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>The served model as Retail uses it: a shopper's past in, an ordered list out.</summary>
public sealed class Ranker([FromKeyedServices(RetailServices.ModelName)] ModelHost models)
{
    // What a version wants, worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, RankingFeatureSet> _features = [];

    /// <returns>The list, and the model and features that made it.</returns>
    public (List<RankedItem> Items, ModelStamp Model, string[] FeatureNames) Rank(
        ShopperHistory history, RecommendationIndex index, int day, Scope scope, int limit)
    {
        var model = models.Current; // once, so that scores and stamp are of one version
        var features = _features.GetValue(model, loaded => RankingFeatureSet.Of(loaded.Manifest.Features.Select(feature => feature.Name)));
        return (RankedList.For(history, index, day, scope, features, model.Score, limit), model.Stamp, features.Names);
    }
}

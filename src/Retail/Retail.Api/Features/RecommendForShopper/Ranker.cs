using System.Runtime.CompilerServices;
using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>The served model as Retail uses it: a shopper's past in, an ordered list out.</summary>
public sealed class Ranker([FromKeyedServices(RetailServices.ModelName)] ModelHost models)
{
    // What a version wants, worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, RankingFeatureSet> _features = [];

    /// <summary>Whether this service makes the features and can build the index of a version; throws when it does not.</summary>
    public static void Accept(ModelManifest manifest)
    {
        _ = FeaturesOf(manifest);
        _ = IndexSettings.From(manifest.Parameter);
    }

    /// <returns>The list, and the model and features that made it.</returns>
    public (List<RankedItem> Items, ModelStamp Model, string[] FeatureNames) Rank(
        ShopperHistory history, RecommendationIndex index, int day, Scope scope, int limit)
    {
        using var lease = models.Lease(); // scores and stamp are of one version
        var model = lease.Model;
        var features = _features.GetValue(model, loaded => FeaturesOf(loaded.Manifest));
        return (RankedList.For(history, index, day, scope, features, model.Score, limit), model.Stamp, features.Names);
    }

    private static RankingFeatureSet FeaturesOf(ModelManifest manifest) =>
        RankingFeatureSet.Of(manifest.Features.Select(feature => feature.Name));
}

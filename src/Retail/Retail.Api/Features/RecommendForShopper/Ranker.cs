using System.Runtime.CompilerServices;
using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>The served model as Retail uses it: a shopper's past in, an ordered list out.</summary>
public sealed class Ranker([FromKeyedServices(RetailServices.ModelName)] ModelHost models)
{
    // What a version wants, worked out once a version.
    private readonly ConditionalWeakTable<LoadedModel, Wants> _wants = [];

    /// <summary>Whether this service makes the features and can build the index of a version; throws when it does not.</summary>
    public static void Accept(ModelManifest manifest)
    {
        _ = WantsOf(manifest);
    }

    /// <returns>
    /// The list, and the model and features that made it; null when the index was built for another ranker than serves now:
    /// its scores of such candidates would mean nothing.
    /// </returns>
    public (List<RankedItem> Items, ModelStamp Model, string[] FeatureNames)? Rank(
        ShopperHistory history, RecommendationIndex index, int day, Scope scope, int limit)
    {
        using var lease = models.Lease(); // scores and stamp are of one version
        var model = lease.Model;
        var (features, settings) = _wants.GetValue(model, loaded => WantsOf(loaded.Manifest));
        return index.Settings == settings
            ? (RankedList.For(history, index, day, scope, features, model.Score, limit), model.Stamp, features.Names)
            : null;
    }

    private static Wants WantsOf(ModelManifest manifest) =>
        new(RankingFeatureSet.Of(manifest.Features.Select(feature => feature.Name)), IndexSettings.From(manifest.Parameter));

    private sealed record Wants(RankingFeatureSet Features, IndexSettings Index);
}

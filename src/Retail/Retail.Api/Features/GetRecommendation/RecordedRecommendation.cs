using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.GetRecommendation;

/// <summary>A list that was recommended and everything that made it.</summary>
/// <param name="Scope">What the list could hold.</param>
/// <param name="Model">The ranker; null for best sellers.</param>
/// <param name="FeatureNames">Names of the numbers of each item's features.</param>
public sealed record RecordedRecommendation(
    Guid RecommendationId,
    string ShopperId,
    Scope Scope,
    RecommendationSource Source,
    ModelStamp? Model,
    string[] FeatureNames,
    RecordedItem[] Items,
    DateTimeOffset At);

/// <param name="Features">The ranker's input; empty for best sellers.</param>
public sealed record RecordedItem(string ItemId, float? Score, float[] Features);

using Platform.Inference;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

/// <summary>A list for a shopper, best first.</summary>
/// <param name="RecommendationId">Under this id everything that made the list is recorded.</param>
/// <param name="Source">Ranked for the shopper, or best sellers where nothing is known of the shopper.</param>
/// <param name="Model">The ranker; null for best sellers.</param>
public sealed record RecommendedItems(
    Guid RecommendationId, string ShopperId, RecommendationSource Source, RecommendedItem[] Items, ModelStamp? Model, DateTimeOffset At);

/// <param name="Score">The ranker's score, which orders items and has no unit; null for best sellers.</param>
public sealed record RecommendedItem(string ItemId, string Title, decimal Price, string Currency, float? Score);

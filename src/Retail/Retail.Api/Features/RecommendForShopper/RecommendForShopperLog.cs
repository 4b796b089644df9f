using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.RecommendForShopper;

internal static partial class RecommendForShopperLog
{
    [LoggerMessage(1, LogLevel.Debug, "Recommendation {RecommendationId}: {Items} items, {Source}")]
    public static partial void Recommended(ILogger logger, Guid recommendationId, int items, RecommendationSource source);
}

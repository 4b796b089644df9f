using Microsoft.EntityFrameworkCore;
using Retail.Api.Data;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.GetRecommendation;

public sealed class GetRecommendationHandler(RetailDbContext database)
{
    public async Task<RecordedRecommendation?> HandleAsync(Guid id, CancellationToken cancellationToken) =>
        await database.Recommendations.AsNoTracking().SingleOrDefaultAsync(recommendation => recommendation.Id == id, cancellationToken)
            is { } recommendation
            ? Answer(recommendation)
            : null;

    private static RecordedRecommendation Answer(Recommendation recommendation)
    {
        var width = recommendation.FeatureNames.Length;
        return new RecordedRecommendation(
            recommendation.Id,
            recommendation.ShopperId,
            recommendation.Scope,
            recommendation.Source,
            recommendation.Model,
            recommendation.FeatureNames,
            [.. recommendation.ItemIds.Select((itemId, place) => new RecordedItem(
                itemId,
                recommendation.Model is null ? null : recommendation.Scores[place],
                recommendation.Features[(place * width)..((place + 1) * width)]))],
            recommendation.At);
    }
}

namespace Retail.Api.Domain.Recommending;

/// <summary>A recommended item with the ranker's score and input.</summary>
public sealed record RankedItem(int Item, float Score, float[] Features);

/// <summary>Orders candidates by the ranker: the one place where service and evaluation turn a history into a list.</summary>
public static class RankedList
{
    /// <summary>Scores rows of features, row-major.</summary>
    /// <param name="rows">The features of all candidates.</param>
    /// <param name="count">Number of candidates.</param>
    /// <param name="scores">Receives one score each.</param>
    public delegate void RowScorer(ReadOnlySpan<float> rows, int count, Span<float> scores);

    /// <summary>The best items for a shopper, best first; of equal scores the item that comes first in the assortment.</summary>
    public static List<RankedItem> For(
        ShopperHistory history, RecommendationIndex index, int day, Scope scope, RankingFeatureSet features, RowScorer ranker, int limit)
    {
        var candidates = Candidates.For(history, index, day, scope);
        var rows = features.Rows(candidates);
        var scores = new float[candidates.Count];
        ranker(rows, candidates.Count, scores);
        return [.. Enumerable.Range(0, candidates.Count)
            .OrderByDescending(place => scores[place])
            .ThenBy(place => candidates[place].Item)
            .Take(limit)
            .Select(place => new RankedItem(
                candidates[place].Item, scores[place], rows[(place * features.Count)..((place + 1) * features.Count)]))];
    }
}

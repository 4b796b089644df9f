namespace Retail.Api.Domain.Recommending;

/// <summary>The features one ranker wants, in its order.</summary>
public sealed class RankingFeatureSet
{
    private static readonly Dictionary<string, RankingFeature> Known =
        RankingFeatures.All.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    private readonly RankingFeature[] _features;

    private RankingFeatureSet(RankingFeature[] features)
    {
        _features = features;
        Names = Array.ConvertAll(features, feature => feature.Name);
    }

    public int Count => _features.Length;

    public string[] Names { get; }

    /// <exception cref="InvalidOperationException">The ranker wants a feature this service cannot make.</exception>
    public static RankingFeatureSet Of(IEnumerable<string> names) =>
        new([.. names.Select(name => Known.TryGetValue(name, out var feature)
            ? feature
            : throw new InvalidOperationException($"The ranker wants the feature '{name}', which is not in {nameof(RankingFeatures)}."))]);

    /// <summary>The candidates as rows of the ranker's input, row after row, rounded to float32 here for training and serving alike.</summary>
    public float[] Rows(IReadOnlyList<Candidate> candidates)
    {
        var rows = new float[candidates.Count * Count];
        for (var row = 0; row < candidates.Count; row++)
        {
            for (var column = 0; column < Count; column++)
            {
                rows[row * Count + column] = (float)_features[column].Value(candidates[row]);
            }
        }

        return rows;
    }
}

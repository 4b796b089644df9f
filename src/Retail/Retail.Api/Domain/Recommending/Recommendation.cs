using Platform.Inference;

namespace Retail.Api.Domain.Recommending;

/// <summary>How a list came about.</summary>
public enum RecommendationSource
{
    /// <summary>Ranked by the model from what goes with the shopper's past.</summary>
    Ranked,

    /// <summary>Best sellers: nothing is known of the shopper yet, or the index for the ranker that serves is still being built.</summary>
    Popular,
}

/// <summary>
/// A list that was recommended and everything that made it: with the model folder of the stamp every score can be replayed
/// from its row of features.
/// </summary>
public sealed class Recommendation
{
    public required Guid Id { get; init; }

    public required string ShopperId { get; init; }

    public required Scope Scope { get; init; }

    public required RecommendationSource Source { get; init; }

    /// <summary>The ranker; null for best sellers, which need none.</summary>
    public required ModelStamp? Model { get; init; }

    public required string[] ItemIds { get; init; }

    /// <summary>One number an item, in its order; it orders items and has no unit. Empty for best sellers.</summary>
    public required float[] Scores { get; init; }

    public required string[] FeatureNames { get; init; }

    /// <summary>The ranker's input, one row of <see cref="FeatureNames"/> an item. Empty for best sellers.</summary>
    public required float[] Features { get; init; }

    public required DateTimeOffset At { get; init; }
}

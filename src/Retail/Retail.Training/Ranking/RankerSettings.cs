using Platform.Learning;
using Retail.Api.Domain.Recommending;

namespace Retail.Training.Ranking;

/// <summary>How a ranker is trained. The defaults were chosen on sales before the test period (see the model card).</summary>
public sealed record RankerSettings
{
    /// <summary>Names out of <see cref="RankingFeatures"/>.</summary>
    public IReadOnlyList<string> Features { get; init; } = [.. RankingFeatures.All.Select(feature => feature.Name)];

    public IndexSettings Index { get; init; } = new();

    /// <summary>Days after a date in which a purchase makes a label.</summary>
    public int LabelDays { get; init; } = 30;

    /// <summary>Dates the ranker learns at; the last is <see cref="LabelDays"/> before the end.</summary>
    public int Dates { get; init; } = 4;

    /// <summary>Days between two dates.</summary>
    public int Step { get; init; } = 14;

    /// <summary>Days of sales a date needs before it.</summary>
    public int PastDays { get; init; } = 28;

    /// <summary>Candidates of a list that were not bought; more are left out at random.</summary>
    public int Negatives { get; init; } = 100;

    public LightGbmSettings Trees { get; init; } = new()
    {
        Objective = TreeObjective.LambdaRank,
        Trees = 150,
        Leaves = 7,
        LearningRate = .06,
        MinimumLeafRows = 100,
        FeatureFraction = .7,
    };
}

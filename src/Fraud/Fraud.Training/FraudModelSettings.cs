using Platform.Learning;

namespace Fraud.Training;

/// <summary>
/// How the fraud model is grown, and where <c>tune</c> looks. The settings are the best of 31 that were tried on the four
/// validation weeks before the test period, by average precision; they were fixed before the test was looked at.
/// </summary>
public static class FraudModelSettings
{
    public static LightGbmSettings Chosen { get; } = new()
    {
        Objective = TreeObjective.Binary,
        Trees = 500,
        Leaves = 31,
        LearningRate = .02,
        MinimumLeafRows = 20,
        FeatureFraction = .8,
        RowFraction = .6,
        Seed = 42,
    };

    public static SearchSpace Space { get; } = new(Chosen)
    {
        Leaves = (4, 63),
        LearningRate = (.01, .1),
        Trees = (100, 800),
        MinimumLeafRows = (5, 150),
        FeatureFraction = (.4, 1),
        RowFraction = (.4, 1),
        L2 = (.001, 10),
    };
}

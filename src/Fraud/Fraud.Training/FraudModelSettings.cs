using Platform.Learning;

namespace Fraud.Training;

/// <summary>
/// How the fraud model is grown, and where <c>tune</c> looks. Chosen by average precision on validation weeks before the
/// test period, in the middle of where the best trials of <c>tune</c> lay (they differ by less than two seeds do), and fixed
/// before the test was looked at.
/// </summary>
public static class FraudModelSettings
{
    /// <summary>
    /// Trained so often, each time with another seed, and averaged: a week holds 600 frauds, and what one run makes of
    /// the chance among them another does not.
    /// </summary>
    public const int Members = 5;

    public static LightGbmSettings Chosen { get; } = new()
    {
        Objective = TreeObjective.Binary,
        Trees = 150,
        Leaves = 15,
        LearningRate = .04,
        MinimumLeafRows = 45,
        FeatureFraction = .5,
        RowFraction = .9,
        L2 = 2,
        Seed = 42,
    };

    public static SearchSpace Space { get; } = new(Chosen)
    {
        Leaves = (4, 31),
        LearningRate = (.02, .1),
        Trees = (80, 300),
        MinimumLeafRows = (5, 150),
        FeatureFraction = (.3, 1),
        RowFraction = (.4, 1),
        L2 = (.001, 10),
    };
}

using Platform.Learning;

namespace Manufacturing.Training;

/// <summary>
/// How the model is grown and calibrated. Everything here was chosen by cross-validation over training engines
/// (<c>tune</c>), and fixed before the test engines were looked at.
/// </summary>
public static class ManufacturingModelSettings
{
    /// <summary>
    /// Labels are capped here, in cycles: a healthy engine shows nothing that tells 150 cycles from 300 (the usual
    /// piecewise label of C-MAPSS, Heimes 2008).
    /// </summary>
    public const double LabelCap = 125;

    /// <summary>
    /// Windows that end further than this from failure, in cycles, count less in training, and not at all in validation
    /// and calibration: nobody plans maintenance there, and long-lived engines would drown the others.
    /// </summary>
    public const double PlanningHorizon = 150;

    /// <summary>Weight of those windows in training.</summary>
    public const float FarWeight = .3f;

    /// <summary>Shortest record that validation and calibration ask about, in readings.</summary>
    public const int ShortestRecord = 31;

    public const int Folds = 5;

    /// <summary>Share of true lives the interval should hold.</summary>
    public const double IntervalLevel = .9;

    public static LightGbmSettings Chosen { get; } = new()
    {
        Objective = TreeObjective.Regression,
        Trees = 500,
        Leaves = 15,
        LearningRate = .05,
        MinimumLeafRows = 200,
        FeatureFraction = .5,
        RowFraction = .8,
        L2 = 1,
        Seed = 42,
    };

    public static SearchSpace Space { get; } = new(Chosen)
    {
        Leaves = (7, 31),
        LearningRate = (.02, .08),
        Trees = (200, 700),
        MinimumLeafRows = (50, 500),
        FeatureFraction = (.3, .8),
        RowFraction = (.5, 1),
        L2 = (.1, 30),
    };
}

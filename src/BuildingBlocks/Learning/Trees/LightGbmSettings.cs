namespace Platform.Learning;

/// <summary>What the trees are grown for.</summary>
public enum TreeObjective
{
    /// <summary>Log-loss of a 0/1 label; the score is a probability.</summary>
    Binary,

    /// <summary>Squared error; the score is in the label's units.</summary>
    Regression,

    /// <summary>LambdaRank over groups; the score orders the rows of a group and has no unit.</summary>
    LambdaRank,
}

/// <summary>LightGBM's parameters, by the names of the field. Equal settings and rows give equal trees.</summary>
public sealed record LightGbmSettings
{
    public required TreeObjective Objective { get; init; }

    /// <summary>Boosting rounds; with a validation table, the most there can be.</summary>
    public int Trees { get; init; } = 200;

    public int Leaves { get; init; } = 31;

    public double LearningRate { get; init; } = .05;

    public int MinimumLeafRows { get; init; } = 20;

    /// <summary>Smallest sum of the loss's second derivatives in a leaf.</summary>
    public double MinimumLeafHessian { get; init; } = 1e-3;

    /// <summary>Smallest loss reduction of a split.</summary>
    public double MinimumSplitGain { get; init; }

    /// <summary>Deepest tree; 0 is no limit.</summary>
    public int MaximumDepth { get; init; }

    /// <summary>Bins of a feature; more find finer thresholds, and overfit sooner.</summary>
    public int MaximumBins { get; init; } = 255;

    /// <summary>Share of the features each tree may use, in (0, 1].</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Share of the rows each tree sees, in (0, 1]; drawn anew for every tree.</summary>
    public double RowFraction { get; init; } = 1;

    public double L1 { get; init; }

    public double L2 { get; init; }

    /// <summary>Weight of rows with label 1 (binary); 1 leaves probabilities calibrated.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <summary>With a validation table: stop when its loss has not improved for this many rounds, and keep the best round.</summary>
    public int EarlyStoppingRounds { get; init; } = 50;

    public int Seed { get; init; } = 42;

    /// <summary>The settings as the manifest records them.</summary>
    public Dictionary<string, double> ToHyperparameters() => new()
    {
        ["trees"] = Trees,
        ["leaves"] = Leaves,
        ["learningRate"] = LearningRate,
        ["minimumLeafRows"] = MinimumLeafRows,
        ["minimumLeafHessian"] = MinimumLeafHessian,
        ["minimumSplitGain"] = MinimumSplitGain,
        ["maximumDepth"] = MaximumDepth,
        ["maximumBins"] = MaximumBins,
        ["featureFraction"] = FeatureFraction,
        ["rowFraction"] = RowFraction,
        ["l1"] = L1,
        ["l2"] = L2,
        ["positiveWeight"] = PositiveWeight,
        ["seed"] = Seed,
    };
}

namespace Healthcare.Training;

/// <summary>All that decides a training run. The defaults made the model that is shipped.</summary>
internal sealed record TrainingSettings
{
    public int Seed { get; init; } = 17;

    public int Epochs { get; init; } = 24;

    public int BatchSize { get; init; } = 64;

    /// <summary>The highest learning rate: reached after the warm-up, falling to zero by a half cosine.</summary>
    public double LearningRate { get; init; } = 3e-3;

    public double WeightDecay { get; init; } = 0.02;

    public double WarmUpShare { get; init; } = 0.08;

    /// <summary>Targets are 1 - s/2 and s/2: some labels are wrong, and certainty is not asked for.</summary>
    public double LabelSmoothing { get; init; } = 0.06;

    /// <summary>Of the moving average of the weights, which is what is evaluated and exported.</summary>
    public double AverageDecay { get; init; } = 0.995;

    /// <summary>Channels of the stem and of each stage.</summary>
    public int[] Widths { get; init; } = [24, 48, 96, 160];

    /// <summary>Residual blocks of each stage; a block of the first, with its large maps, costs as much as two of the others.</summary>
    public int[] Depths { get; init; } = [1, 2, 2];

    public int Threads { get; init; } = 2;
}

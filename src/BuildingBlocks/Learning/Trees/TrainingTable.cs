namespace Platform.Learning;

/// <summary>Rows to learn from, in memory.</summary>
/// <param name="Features">The names of the columns.</param>
/// <param name="Rows">Row-major: one finite float32 per row and feature. A missing value is encoded by whoever makes the rows.</param>
/// <param name="Labels">One per row: 0 or 1 (binary), any number (regression), a relevance 0, 1, 2, ... (ranking).</param>
/// <param name="Weights">One positive number per row; null counts every row once.</param>
/// <param name="GroupSizes">For ranking: how many consecutive rows belong to each query.</param>
public sealed record TrainingTable(string[] Features, float[] Rows, float[] Labels, float[]? Weights = null, int[]? GroupSizes = null)
{
    public int FeatureCount => Features.Length;

    public int RowCount => Labels.Length;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> Row(int index) => Rows.AsSpan(index * FeatureCount, FeatureCount);

    /// <summary>The rows of those indices, in that order, without groups.</summary>
    public TrainingTable Select(IReadOnlyList<int> indices)
    {
        var rows = new float[indices.Count * FeatureCount];
        for (var i = 0; i < indices.Count; i++)
        {
            Row(indices[i]).CopyTo(rows.AsSpan(i * FeatureCount));
        }

        return new TrainingTable(
            Features, rows, [.. indices.Select(i => Labels[i])], Weights is null ? null : [.. indices.Select(i => Weights[i])]);
    }

    /// <exception cref="ArgumentException">Lengths do not fit, or a number is NaN or infinite; says which.</exception>
    internal void Check(TreeObjective objective)
    {
        if (RowCount == 0 || FeatureCount == 0 || Rows.LongLength != (long)RowCount * FeatureCount)
        {
            throw new ArgumentException($"{RowCount} labels and {FeatureCount} features do not fit {Rows.Length} values.");
        }

        if (Array.FindIndex(Rows, value => !float.IsFinite(value)) is >= 0 and var bad)
        {
            throw new ArgumentException($"{Features[bad % FeatureCount]} of row {bad / FeatureCount} is {Rows[bad]}: encode missing values.");
        }

        if (Array.FindIndex(Labels, label => !float.IsFinite(label) || (objective == TreeObjective.Binary && label is not (0 or 1))) is >= 0 and var odd)
        {
            throw new ArgumentException($"The label of row {odd} is {Labels[odd]}.");
        }

        if (Weights is not null && (Weights.Length != RowCount || !Weights.All(weight => weight > 0 && float.IsFinite(weight))))
        {
            throw new ArgumentException("There is not one positive finite weight per row.");
        }

        if (objective == TreeObjective.LambdaRank && (GroupSizes is null || GroupSizes.Any(size => size < 1) || GroupSizes.Sum() != RowCount))
        {
            throw new ArgumentException("A ranking needs group sizes that add up to the rows.");
        }
    }
}

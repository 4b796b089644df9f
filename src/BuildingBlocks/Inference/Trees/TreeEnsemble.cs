namespace Platform.Inference.Trees;

/// <summary>How the raw score becomes the score.</summary>
public enum ScoreTransform
{
    /// <summary>The score is the raw score, in the label's units (regression) or in no unit (ranking).</summary>
    None,

    /// <summary>The raw score is log-odds; the score is 1 / (1 + exp(-raw)).</summary>
    Logistic,
}

/// <summary>
/// A sum of decision trees, apart from any file format or library: made by Learning, read from ONNX by
/// <see cref="OnnxTreeReader"/>, explained by <see cref="TreeShap"/>. Immutable, safe for all threads.
/// </summary>
public sealed class TreeEnsemble
{
    private readonly Lazy<ShapTree[]> _shapTrees;

    /// <exception cref="InvalidDataException">There is no tree, or a tree asks for a feature outside of the row.</exception>
    public TreeEnsemble(int featureCount, double baseValue, IReadOnlyList<Tree> trees, ScoreTransform transform)
    {
        if (trees.Count == 0 || trees.Any(tree => tree.Feature.Any(feature => feature >= featureCount)))
        {
            throw new InvalidDataException($"An ensemble needs a tree, and features below {featureCount} only.");
        }

        (FeatureCount, BaseValue, Trees, Transform) = (featureCount, baseValue, trees, transform);
        HasCovers = trees.All(tree => tree.Cover[0] > 0);
        _shapTrees = new(() => [.. trees.Select(tree => new ShapTree(tree))]);
    }

    /// <summary>The length of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>What every raw score starts from.</summary>
    public double BaseValue { get; }

    public IReadOnlyList<Tree> Trees { get; }

    public ScoreTransform Transform { get; }

    /// <summary>Whether every tree knows how many training rows reached its nodes, which an explanation needs.</summary>
    public bool HasCovers { get; }

    /// <summary>What explanations share, computed when the first is asked.</summary>
    internal ShapTree[] ShapTrees => _shapTrees.Value;

    /// <summary>Base value plus the leaves the row ends in: log-odds for classifiers, label units for regressors.</summary>
    /// <param name="row">As many finite values as there are features.</param>
    public double RawScore(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, FeatureCount);
        var sum = BaseValue;
        foreach (var tree in Trees)
        {
            sum += tree.Value[tree.FindLeaf(row)];
        }

        return sum;
    }

    /// <summary>The raw score through the <see cref="Transform"/>.</summary>
    public double Score(ReadOnlySpan<float> row) => Transform == ScoreTransform.Logistic
        ? 1 / (1 + Math.Exp(-RawScore(row)))
        : RawScore(row);

    /// <summary>
    /// The ensemble whose raw score is <c>slope * raw + intercept</c>: folds Platt scaling into leaves and base
    /// value, so that a calibrated model is still one exact sum of trees.
    /// </summary>
    public TreeEnsemble Rescale(double slope, double intercept)
    {
        var trees = Trees
            .Select(tree => new Tree(
                tree.Feature, tree.Threshold, tree.Left, tree.Right, [.. tree.Value.Select(value => (float)(slope * value))], tree.Cover))
            .ToArray();
        return new TreeEnsemble(FeatureCount, (slope * BaseValue) + intercept, trees, Transform);
    }

    /// <summary>
    /// The ensemble whose raw score is the mean of its members': models that differ in their seed alone, as one sum of
    /// trees that is still explained exactly.
    /// </summary>
    /// <exception cref="ArgumentException">There is no member, or they take other rows or give other scores.</exception>
    public static TreeEnsemble Mean(IReadOnlyList<TreeEnsemble> members)
    {
        if (members.Count == 0 || members.Any(member => (member.FeatureCount, member.Transform) != (members[0].FeatureCount, members[0].Transform)))
        {
            throw new ArgumentException("A mean needs ensembles of equal features and transform.", nameof(members));
        }

        var shares = members.Select(member => member.Rescale(1.0 / members.Count, 0)).ToArray();
        return new TreeEnsemble(
            members[0].FeatureCount, shares.Sum(share => share.BaseValue), [.. shares.SelectMany(share => share.Trees)], members[0].Transform);
    }
}

namespace Platform.Inference.Trees;

/// <summary>
/// Exact SHAP values of tree ensembles with the path-dependent value function: a feature that is not in the coalition
/// follows both branches in proportion to the training rows that took them. Lundberg, Erion, Lee: Consistent
/// Individualized Feature Attribution for Tree Ensembles, arXiv 1802.03888, algorithm 2; Lundberg et al., Nature
/// Machine Intelligence 2, 2020. O(trees * leaves * depth^2) for one row.
/// </summary>
public static class TreeShap
{
    /// <summary>Explains the raw score of one row.</summary>
    /// <param name="ensemble">Trees with covers.</param>
    /// <param name="row">As many finite values as the ensemble has features.</param>
    /// <returns>Base value and contributions in raw units; they add up to <see cref="TreeEnsemble.RawScore"/> within rounding.</returns>
    /// <exception cref="InvalidOperationException">The ensemble has no covers.</exception>
    public static Explanation Explain(TreeEnsemble ensemble, ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, ensemble.FeatureCount);
        if (!ensemble.HasCovers)
        {
            throw new InvalidOperationException("The trees have no covers (nodes_hitrates), which an explanation is weighted by.");
        }

        var contributions = new double[ensemble.FeatureCount];
        var baseValue = ensemble.BaseValue;
        foreach (var tree in ensemble.Trees)
        {
            baseValue += Mean(tree, 0);
            new TreeShapWalk(tree, row, contributions).Walk();
        }

        return new Explanation(baseValue, contributions);
    }

    /// <summary>The share of a node's rows that went to one of its children; halves where no row came.</summary>
    internal static double Share(Tree tree, int node, int child) =>
        tree.Cover[node] > 0 ? tree.Cover[child] / tree.Cover[node] : .5;

    private static double Mean(Tree tree, int node) => tree.IsLeaf(node)
        ? tree.Value[node]
        : (Share(tree, node, tree.Left[node]) * Mean(tree, tree.Left[node])) + (Share(tree, node, tree.Right[node]) * Mean(tree, tree.Right[node]));
}

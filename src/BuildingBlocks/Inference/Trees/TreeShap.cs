using System.Buffers;
using System.Runtime.Intrinsics;

namespace Platform.Inference.Trees;

/// <summary>
/// Exact SHAP values of tree ensembles with the path-dependent value function of Lundberg, Erion and Lee (arXiv
/// 1802.03888): a feature that is not in the coalition follows both branches in proportion to the training rows that
/// took them. O(trees * leaves * depth) for one row.
/// <para>
/// A leaf's part of the value function is a product over the features i on its path, <c>leaf * prod(one_i or zero_i)</c>:
/// one_i, when i is in the coalition, is 1 if the row goes that way and else 0; zero_i, when it is not, is the share of the
/// training rows that went that way. The Shapley value of a game is the integral of its multilinear extension along the
/// diagonal (Owen, Management Science 18, 1972), which for such a product is
/// <code>phi_i = leaf * (one_i - zero_i) * integral from 0 to 1 of prod over j != i of (zero_j + (one_j - zero_j) t) dt,</code>
/// a polynomial in t whose degree is the number of other features: <see cref="Quadrature"/> integrates it exactly. At each
/// of its points the sums over leaves are collected from the bottom up, as in Linear TreeShap (Yu et al., arXiv
/// 2209.08192). All terms of a product are positive, so no precision is lost on deep paths.
/// </para>
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

        var trees = ensemble.ShapTrees;
        var steps = ArrayPool<ShapStep>.Shared.Rent(trees.Max(tree => tree.Edges.Length));
        var sums = new Vector256<double>[ensemble.FeatureCount];
        var baseValue = ensemble.BaseValue;
        foreach (var tree in trees)
        {
            baseValue += tree.Mean;
            foreach (var block in tree.Quadrature.Blocks)
            {
                new ShapPass(tree.Edges, steps, block).Run(row, sums);
            }
        }

        ArrayPool<ShapStep>.Shared.Return(steps);
        return new Explanation(baseValue, Array.ConvertAll(sums, Vector256.Sum));
    }
}

using Platform.Inference.Trees;

namespace Platform.Learning;

/// <summary>Counts the rows that reach each node: the weights of path-dependent TreeSHAP.</summary>
public static class Covers
{
    /// <summary>The ensemble with covers counted from those rows; a node's cover is the sum of its children's.</summary>
    /// <param name="ensemble">Any trees; covers they have are replaced.</param>
    /// <param name="rows">Row-major, as many columns as the ensemble has features; at least one row.</param>
    public static TreeEnsemble Fill(TreeEnsemble ensemble, ReadOnlySpan<float> rows)
    {
        if (rows.Length == 0 || rows.Length % ensemble.FeatureCount != 0)
        {
            throw new ArgumentException($"{rows.Length} values are no rows of {ensemble.FeatureCount}.", nameof(rows));
        }

        var trees = new Tree[ensemble.Trees.Count];
        for (var i = 0; i < trees.Length; i++)
        {
            var tree = ensemble.Trees[i];
            trees[i] = new Tree(tree.Feature, tree.Threshold, tree.Left, tree.Right, tree.Value, Count(tree, rows, ensemble.FeatureCount));
        }

        return new TreeEnsemble(ensemble.FeatureCount, ensemble.BaseValue, trees, ensemble.Transform);
    }

    private static double[] Count(Tree tree, ReadOnlySpan<float> rows, int featureCount)
    {
        var cover = new double[tree.NodeCount];
        for (var start = 0; start < rows.Length; start += featureCount)
        {
            var row = rows.Slice(start, featureCount);
            var node = 0;
            cover[node]++;
            while (!tree.IsLeaf(node))
            {
                node = row[tree.Feature[node]] <= tree.Threshold[node] ? tree.Left[node] : tree.Right[node];
                cover[node]++;
            }
        }

        return cover;
    }
}

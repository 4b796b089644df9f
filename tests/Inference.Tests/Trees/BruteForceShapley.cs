using System.Numerics;
using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

/// <summary>Shapley values by their definition: every coalition, with the path-dependent value function.</summary>
internal static class BruteForceShapley
{
    public static double[] Contributions(TreeEnsemble ensemble, float[] row)
    {
        var n = row.Length;
        var values = Enumerable.Range(0, 1 << n).Select(coalition => Value(ensemble, row, coalition)).ToArray();
        return [.. Enumerable.Range(0, n).Select(feature => Enumerable.Range(0, 1 << n)
            .Where(coalition => (coalition & (1 << feature)) == 0)
            .Sum(coalition => Weight(BitOperations.PopCount((uint)coalition), n) * (values[coalition | (1 << feature)] - values[coalition])))];
    }

    public static double Value(TreeEnsemble ensemble, float[] row, int coalition) =>
        ensemble.BaseValue + ensemble.Trees.Sum(tree => Value(tree, 0, row, coalition));

    private static double Value(Tree tree, int node, float[] row, int coalition)
    {
        if (tree.IsLeaf(node))
        {
            return tree.Value[node];
        }

        var (left, right) = (tree.Left[node], tree.Right[node]);
        if ((coalition & (1 << tree.Feature[node])) != 0)
        {
            return Value(tree, row[tree.Feature[node]] <= tree.Threshold[node] ? left : right, row, coalition);
        }

        var share = tree.Cover[node] > 0 ? tree.Cover[left] / tree.Cover[node] : .5;
        return (share * Value(tree, left, row, coalition)) + ((1 - share) * Value(tree, right, row, coalition));
    }

    private static double Weight(int size, int n) => Factorial(size) * Factorial(n - size - 1) / Factorial(n);

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, i) => product * i);
}

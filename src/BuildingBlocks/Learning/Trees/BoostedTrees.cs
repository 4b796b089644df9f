using Microsoft.ML.Trainers.FastTree;
using Platform.Inference.Trees;
using TreeEnsemble = Platform.Inference.Trees.TreeEnsemble;

namespace Platform.Learning;

/// <summary>
/// ML.NET's trees as the platform's own. ML.NET keeps thresholds as float32, as the platform's rows are, so
/// <c>x &lt;= t</c> decides the same here, in ML.NET and in ONNX Runtime; it keeps no counts of rows, so these are
/// made by dropping the training rows through.
/// </summary>
internal static class BoostedTrees
{
    public static TreeEnsemble Read(RegressionTreeEnsemble source, TrainingTable table, TreeObjective objective)
    {
        var trees = source.Trees.Select((tree, index) => Read(tree, source.TreeWeights[index])).ToArray();
        var uncovered = new TreeEnsemble(
            table.FeatureCount, source.Bias, trees, objective == TreeObjective.Binary ? ScoreTransform.Logistic : ScoreTransform.None);
        return Covers.Fill(uncovered, table.Rows);
    }

    // ML.NET numbers inner nodes from 0 and writes leaf i as ~i; here leaves follow the inner nodes.
    private static Tree Read(RegressionTree source, double weight)
    {
        var inner = source.NumberOfNodes;
        var count = inner + source.NumberOfLeaves;
        var feature = new int[count];
        var threshold = new float[count];
        var left = new int[count];
        var right = new int[count];
        var value = new float[count];
        for (var node = 0; node < inner; node++)
        {
            feature[node] = source.NumericalSplitFeatureIndexes[node];
            threshold[node] = source.NumericalSplitThresholds[node];
            left[node] = Index(source.LeftChild[node], inner);
            right[node] = Index(source.RightChild[node], inner);
        }

        for (var leaf = 0; leaf < source.NumberOfLeaves; leaf++)
        {
            (feature[inner + leaf], left[inner + leaf], right[inner + leaf]) = (Tree.Leaf, -1, -1);
            value[inner + leaf] = (float)(weight * source.LeafValues[leaf]);
        }

        return new Tree(feature, threshold, left, right, value, new double[count]);
    }

    private static int Index(int child, int inner) => child >= 0 ? child : inner + ~child;
}

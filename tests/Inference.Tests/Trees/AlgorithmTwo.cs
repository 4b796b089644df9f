using Platform.Inference.Trees;

namespace Inference.Tests.Trees;

/// <summary>
/// SHAP values by the published procedure, which has nothing in common with ours but the value function: Lundberg, Erion,
/// Lee, arXiv 1802.03888, algorithm 2. For trees that have too many features for every coalition to be visited.
/// </summary>
internal static class AlgorithmTwo
{
    public static double[] Contributions(TreeEnsemble ensemble, float[] row)
    {
        var contributions = new double[ensemble.FeatureCount];
        foreach (var tree in ensemble.Trees)
        {
            Recurse(tree, row, contributions, 0, [], 1, 1, Tree.Leaf);
        }

        return contributions;
    }

    private static void Recurse(Tree tree, float[] row, double[] contributions, int node, Step[] above, double zero, double one, int feature)
    {
        var path = Extend(above, zero, one, feature);
        if (tree.IsLeaf(node))
        {
            for (var i = 1; i < path.Length; i++)
            {
                contributions[path[i].Feature] += Unwind(path, i).Sum(step => step.Weight) * (path[i].One - path[i].Zero) * tree.Value[node];
            }

            return;
        }

        var split = tree.Feature[node];
        var goesLeft = row[split] <= tree.Threshold[node];
        var (zeroBefore, oneBefore) = (1.0, 1.0);
        var met = Array.FindIndex(path, step => step.Feature == split);
        if (met > 0)
        {
            (zeroBefore, oneBefore) = (path[met].Zero, path[met].One);
            path = Unwind(path, met);
        }

        foreach (var child in new[] { tree.Left[node], tree.Right[node] })
        {
            var share = tree.Cover[node] > 0 ? tree.Cover[child] / tree.Cover[node] : .5;
            var stays = child == tree.Left[node] == goesLeft ? oneBefore : 0;
            // No coalition reaches a branch that is not the row's own and that no training row took.
            if (share * zeroBefore > 0 || stays > 0)
            {
                Recurse(tree, row, contributions, child, path, share * zeroBefore, stays, split);
            }
        }
    }

    private static Step[] Extend(Step[] above, double zero, double one, int feature)
    {
        var last = above.Length;
        Step[] path = [.. above, new Step(feature, zero, one, last == 0 ? 1 : 0)];
        for (var i = last - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (last + 1);
            path[i].Weight *= zero * (last - i) / (last + 1);
        }

        return path;
    }

    private static Step[] Unwind(Step[] whole, int index)
    {
        var path = whole.ToArray();
        var last = path.Length - 1;
        var (zero, one) = (path[index].Zero, path[index].One);
        var carried = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var before = path[i].Weight;
                path[i].Weight = carried * (last + 1) / ((i + 1) * one);
                carried = before - (path[i].Weight * zero * (last - i) / (last + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (last + 1) / (zero * (last - i));
            }
        }

        for (var i = index; i < last; i++)
        {
            path[i] = path[i + 1] with { Weight = path[i].Weight };
        }

        return path[..last];
    }

    private record struct Step(int Feature, double Zero, double One, double Weight);
}

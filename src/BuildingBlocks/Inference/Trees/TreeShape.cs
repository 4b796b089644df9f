namespace Platform.Inference.Trees;

/// <summary>Refuses arrays that are no tree, so that walking one always ends and never leaves its arrays.</summary>
internal static class TreeShape
{
    /// <summary>Deeper trees are refused: an explanation recurses, and keeps a path per level.</summary>
    public const int DeepestTree = 512;

    /// <returns>The depth.</returns>
    public static int Check(Tree tree)
    {
        var count = tree.Feature.Length;
        if (count == 0 || tree.Threshold.Length != count || tree.Left.Length != count || tree.Right.Length != count
            || tree.Value.Length != count || tree.Cover.Length != count)
        {
            throw new InvalidDataException("A tree has arrays of different lengths, or none.");
        }

        var depths = new int[count];
        var seen = new bool[count];
        var visited = 0;
        var pending = new Stack<int>();
        pending.Push(0);
        while (pending.TryPop(out var node))
        {
            if (seen[node])
            {
                throw new InvalidDataException($"Node {node} of a tree has two parents.");
            }

            seen[node] = true;
            visited++;
            CheckNumbers(tree, node);
            if (tree.IsLeaf(node))
            {
                continue;
            }

            foreach (var child in (ReadOnlySpan<int>)[tree.Left[node], tree.Right[node]])
            {
                if (child < 0 || child >= count)
                {
                    throw new InvalidDataException($"Node {node} of a tree has a child outside of the tree.");
                }

                depths[child] = depths[node] + 1;
                pending.Push(child);
            }
        }

        if (visited != count)
        {
            throw new InvalidDataException($"{count - visited} nodes of a tree cannot be reached from its root.");
        }

        return depths.Max() is <= DeepestTree and var depth
            ? depth
            : throw new InvalidDataException($"A tree is deeper than {DeepestTree}.");
    }

    private static void CheckNumbers(Tree tree, int node)
    {
        if (tree.Feature[node] < Tree.Leaf || !float.IsFinite(tree.Threshold[node]) || !float.IsFinite(tree.Value[node])
            || !double.IsFinite(tree.Cover[node]) || tree.Cover[node] < 0)
        {
            throw new InvalidDataException($"Node {node} of a tree has a feature, threshold, value or cover that is not a usable number.");
        }
    }
}

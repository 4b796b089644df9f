namespace Platform.Inference.Trees;

/// <summary>
/// One tree's part of algorithm 2. A path holds, for each feature met on the way, the share of coalitions' weight that
/// flows when it is absent (<c>Zero</c>: by covers) and when it is present (<c>One</c>: 1 on the row's own branch), and
/// in <c>Weight</c> the sums over coalitions by their size.
/// </summary>
internal readonly ref struct TreeShapWalk
{
    // 1 / n: divisions are most of the time otherwise. No tree is deeper than this; see TreeShape.
    private static readonly double[] Inverse = [.. Enumerable.Range(0, TreeShape.DeepestTree + 2).Select(n => 1.0 / n)];

    private readonly Tree _tree;
    private readonly ReadOnlySpan<float> _row;
    private readonly Span<double> _contributions;
    private readonly Step[] _paths;

    public TreeShapWalk(Tree tree, ReadOnlySpan<float> row, Span<double> contributions)
    {
        _tree = tree;
        _row = row;
        _contributions = contributions;
        // Each level works on a copy of its parent's path, one step longer.
        _paths = new Step[(tree.Depth + 2) * (tree.Depth + 3) / 2];
    }

    public void Walk() => Visit(0, _paths, 0, 1, 1, Tree.Leaf);

    private void Visit(int node, Span<Step> path, int last, double zero, double one, int feature)
    {
        Extend(path, last, zero, one, feature);
        if (_tree.IsLeaf(node))
        {
            Contribute(path, last, _tree.Value[node]);
            return;
        }

        var split = _tree.Feature[node];
        var (hot, cold) = _row[split] <= _tree.Threshold[node]
            ? (_tree.Left[node], _tree.Right[node])
            : (_tree.Right[node], _tree.Left[node]);

        // A feature met before is taken out, and enters again with both splits' shares multiplied.
        var (zeroBefore, oneBefore) = (1.0, 1.0);
        for (var i = 1; i <= last; i++)
        {
            if (path[i].Feature == split)
            {
                (zeroBefore, oneBefore) = (path[i].Zero, path[i].One);
                Unwind(path, last--, i);
                break;
            }
        }

        Descend(hot, path, last, zeroBefore * TreeShap.Share(_tree, node, hot), oneBefore, split);
        Descend(cold, path, last, zeroBefore * TreeShap.Share(_tree, node, cold), 0, split);
    }

    private void Descend(int node, Span<Step> path, int last, double zero, double one, int feature)
    {
        // No coalition reaches a branch that is not the row's own and that no training row took.
        if (zero == 0 && one == 0)
        {
            return;
        }

        var next = path[(last + 1)..];
        path[..(last + 1)].CopyTo(next);
        Visit(node, next, last + 1, zero, one, feature);
    }

    private static void Extend(Span<Step> path, int last, double zero, double one, int feature)
    {
        path[last] = new Step(feature, zero, one, last == 0 ? 1 : 0);
        for (var i = last - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (last + 1);
            path[i].Weight *= zero * (last - i) / (last + 1);
        }
    }

    private static void Unwind(Span<Step> path, int last, int index)
    {
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
    }

    // What algorithm 2 does at a leaf: each feature gets (One - Zero) times the sum of the weights that Unwind would
    // leave without it. Where One is 0, that sum is a common one divided by Zero, so it is computed once.
    private void Contribute(ReadOnlySpan<Step> path, int last, double value)
    {
        double absent = 0;
        for (var i = 0; i < last; i++)
        {
            absent += path[i].Weight * Inverse[last - i];
        }

        for (var i = 1; i <= last; i++)
        {
            _contributions[path[i].Feature] += path[i].One == 0
                ? -absent * (last + 1) * value
                : WeightWithout(path, last, path[i].Zero) * (1 - path[i].Zero) * value;
        }
    }

    // One is 0 or 1: a product of "the row took this branch".
    private static double WeightWithout(ReadOnlySpan<Step> path, int last, double zero)
    {
        var carried = path[last].Weight;
        double sum = 0;
        for (var i = last - 1; i >= 0; i--)
        {
            // Both by (last + 1), which cancels in the second and is left to the end for the first.
            var weight = carried * Inverse[i + 1];
            sum += weight;
            carried = path[i].Weight - (weight * zero * (last - i));
        }

        return sum * (last + 1);
    }

    private record struct Step(int Feature, double Zero, double One, double Weight);
}

using System.Runtime.CompilerServices;

namespace Platform.Inference.Trees;

/// <summary>What <see cref="TreeShap"/> needs of a tree and no row changes: its edges, each named by the node it leads to, parents before children.</summary>
internal sealed class ShapTree
{
    private readonly Tree _tree;

    public ShapTree(Tree tree)
    {
        _tree = tree;
        Edges = new ShapEdge[tree.NodeCount];
        var next = 0;
        var distinct = Add(0, ShapEdge.Root, ref next);
        Mean = Edges.Where(edge => edge.IsLeaf).Sum(leaf => leaf.Reach * leaf.Value);
        // The integrand of a path with n features has the degree n - 1.
        Quadrature = Quadrature.ForDegree(Math.Max(0, distinct - 1));
    }

    /// <summary>In depth-first order; the first stands for the root, which no edge leads to.</summary>
    public ShapEdge[] Edges { get; }

    /// <summary>The mean of the leaves over the training rows: the value of the empty coalition.</summary>
    public double Mean { get; }

    public Quadrature Quadrature { get; }

    /// <summary>What the edges of all trees take in memory.</summary>
    public static long BytesOf(TreeEnsemble ensemble) => ensemble.Trees.Sum(tree => (long)tree.NodeCount) * Unsafe.SizeOf<ShapEdge>();

    /// <summary>The share of a node's rows that went to one of its children; halves where no row came.</summary>
    private double Share(int node, int child) => _tree.Cover[node] > 0 ? _tree.Cover[child] / _tree.Cover[node] : .5;

    // Returns how many features the path below has at most, besides those above. No deeper than TreeShape allows.
    private int Add(int node, ShapEdge edge, ref int next)
    {
        var place = next++;
        Edges[place] = edge with { IsLeaf = _tree.IsLeaf(node), Value = _tree.IsLeaf(node) ? _tree.Value[node] : 0 };
        if (_tree.IsLeaf(node))
        {
            return 0;
        }

        var previous = Nearest(_tree.Feature[node], place);
        var below = 0;
        foreach (var child in (ReadOnlySpan<int>)[_tree.Left[node], _tree.Right[node]])
        {
            var share = Share(node, child);
            below = Math.Max(below, Add(child, new ShapEdge(
                Parent: place,
                Previous: previous,
                Feature: _tree.Feature[node],
                Threshold: _tree.Threshold[node],
                Left: child == _tree.Left[node],
                Share: share,
                Absent: (previous == ShapEdge.None ? 1 : Edges[previous].Absent) * share,
                Reach: edge.Reach * share), ref next));
        }

        return below + (previous == ShapEdge.None ? 1 : 0);
    }

    private int Nearest(int feature, int place)
    {
        while (place != 0 && Edges[place].Feature != feature)
        {
            place = Edges[place].Parent;
        }

        return place == 0 ? ShapEdge.None : place;
    }
}

/// <param name="Parent">The edge above.</param>
/// <param name="Previous">The nearest edge above that asks for the same feature, or <see cref="None"/>.</param>
/// <param name="Feature">What the node above asks for.</param>
/// <param name="Threshold">The largest value that goes left there.</param>
/// <param name="Left">Whether this is the way to the left.</param>
/// <param name="Share">The share of the training rows above that came this way.</param>
/// <param name="Absent">The product of the shares of this feature's edges down to here: what flows here when the feature is unknown.</param>
/// <param name="Reach">The product of all shares down to here.</param>
internal readonly record struct ShapEdge(
    int Parent, int Previous, int Feature, float Threshold, bool Left, double Share, double Absent, double Reach, bool IsLeaf = false, float Value = 0)
{
    public const int None = -1;

    public static readonly ShapEdge Root = new(None, None, Tree.Leaf, 0, true, 1, 1, 1);

    /// <summary>Whether the row goes this way where the node above asks.</summary>
    public bool Takes(ReadOnlySpan<float> row) => row[Feature] <= Threshold == Left;
}

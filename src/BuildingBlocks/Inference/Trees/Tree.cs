namespace Platform.Inference.Trees;

/// <summary>
/// One binary decision tree as parallel arrays over its nodes. Node 0 is the root. A row goes left when
/// <c>row[Feature[n]] &lt;= Threshold[n]</c>, both float32, so the decision is the same wherever it is computed.
/// </summary>
public sealed class Tree
{
    /// <summary>Marks a leaf in <see cref="Feature"/>.</summary>
    public const int Leaf = -1;

    /// <exception cref="InvalidDataException">The arrays are no tree: lengths differ, a child is missing, shared or above its parent.</exception>
    public Tree(int[] feature, float[] threshold, int[] left, int[] right, float[] value, double[] cover)
    {
        (Feature, Threshold, Left, Right, Value, Cover) = (feature, threshold, left, right, value, cover);
        Depth = TreeShape.Check(this);
    }

    /// <summary>The feature a node asks for, or <see cref="Leaf"/>.</summary>
    public int[] Feature { get; }

    /// <summary>The largest value that goes left; 0 for a leaf.</summary>
    public float[] Threshold { get; }

    /// <summary>The node of rows at or below the threshold; -1 for a leaf.</summary>
    public int[] Left { get; }

    /// <summary>The node of rows above the threshold; -1 for a leaf.</summary>
    public int[] Right { get; }

    /// <summary>What a leaf adds to the raw score; 0 for an inner node.</summary>
    public float[] Value { get; }

    /// <summary>How many training rows reached the node; all zero when that is not known.</summary>
    public double[] Cover { get; }

    /// <summary>Edges from the root to the deepest leaf; 0 for a single leaf.</summary>
    public int Depth { get; }

    public int NodeCount => Feature.Length;

    public bool IsLeaf(int node) => Feature[node] == Leaf;

    /// <summary>The leaf a row ends in.</summary>
    public int FindLeaf(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (Feature[node] != Leaf)
        {
            node = row[Feature[node]] <= Threshold[node] ? Left[node] : Right[node];
        }

        return node;
    }
}

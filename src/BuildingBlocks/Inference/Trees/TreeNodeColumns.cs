namespace Platform.Inference.Trees;

/// <summary>The node's attributes as columns of one length.</summary>
internal sealed class TreeNodeColumns
{
    public TreeNodeColumns(TreeAttributes attributes)
    {
        TreeIds = attributes.Integers("nodes_treeids");
        Count = TreeIds.Length;
        NodeIds = Column(attributes.Integers("nodes_nodeids"));
        FeatureIds = Column(attributes.Integers("nodes_featureids"));
        TrueIds = Column(attributes.Integers("nodes_truenodeids"));
        FalseIds = Column(attributes.Integers("nodes_falsenodeids"));
        Modes = Column(attributes.Texts("nodes_modes"));
        Thresholds = Column(attributes.Floats("nodes_values"));
        Hitrates = attributes.Floats("nodes_hitrates", optional: true) is { Length: > 0 } hitrates ? Column(hitrates) : [];

        var (trees, nodes, weights) = (attributes.Integers("target_treeids"), attributes.Integers("target_nodeids"), attributes.Floats("target_weights"));
        if (trees.Length != nodes.Length || trees.Length != weights.Length)
        {
            throw new InvalidDataException("The target attributes have different lengths.");
        }

        for (var i = 0; i < trees.Length; i++)
        {
            if (!LeafValues.TryAdd((trees[i], nodes[i]), weights[i]))
            {
                throw new InvalidDataException($"Leaf {nodes[i]} of tree {trees[i]} has two weights.");
            }
        }
    }

    public int Count { get; }

    public long[] TreeIds { get; }

    public long[] NodeIds { get; }

    public long[] FeatureIds { get; }

    public long[] TrueIds { get; }

    public long[] FalseIds { get; }

    public string[] Modes { get; }

    public float[] Thresholds { get; }

    public float[] Hitrates { get; }

    public Dictionary<(long Tree, long Node), float> LeafValues { get; } = [];

    private T[] Column<T>(T[] values) => values.Length == Count
        ? values
        : throw new InvalidDataException($"A node attribute has {values.Length} values for {Count} nodes.");
}

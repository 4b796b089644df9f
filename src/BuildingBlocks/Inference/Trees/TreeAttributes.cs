using Platform.Inference.Onnx;

namespace Platform.Inference.Trees;

/// <summary>The attributes of a tree node by name. Those the platform does not know are errors: they would change the score.</summary>
internal sealed class TreeAttributes
{
    private static readonly HashSet<string> Known =
    [
        "aggregate_function", "base_values", "n_targets", "nodes_falsenodeids", "nodes_featureids", "nodes_hitrates",
        "nodes_missing_value_tracks_true", "nodes_modes", "nodes_nodeids", "nodes_treeids", "nodes_truenodeids",
        "nodes_values", "post_transform", "target_ids", "target_nodeids", "target_treeids", "target_weights",
    ];

    private readonly Dictionary<string, AttributeProto> _attributes = [];

    public TreeAttributes(NodeProto node)
    {
        foreach (var attribute in node.Attribute)
        {
            if (!Known.Contains(attribute.Name) || !_attributes.TryAdd(attribute.Name, attribute))
            {
                throw new InvalidDataException($"The attribute {attribute.Name} is not supported, or given twice.");
            }
        }
    }

    public long[] Integers(string name) => [.. Get(name).Ints];

    public float[] Floats(string name, bool optional = false) =>
        optional && !_attributes.ContainsKey(name) ? [] : [.. Get(name).Floats];

    public string[] Texts(string name) => [.. Get(name).Strings.Select(text => text.ToStringUtf8())];

    public long Integer(string name, long absent) => _attributes.TryGetValue(name, out var attribute) ? attribute.I : absent;

    public string Text(string name, string absent) => _attributes.TryGetValue(name, out var attribute) ? attribute.S.ToStringUtf8() : absent;

    public void Require(string name, string value)
    {
        if (Text(name, value) is var actual && actual != value)
        {
            throw new InvalidDataException($"The {name} is {actual}; {value} is supported.");
        }
    }

    private AttributeProto Get(string name) => _attributes.TryGetValue(name, out var attribute)
        ? attribute
        : throw new InvalidDataException($"The attribute {name} is missing.");
}

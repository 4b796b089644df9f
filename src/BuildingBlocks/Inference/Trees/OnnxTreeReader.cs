using Platform.Inference.Onnx;

namespace Platform.Inference.Trees;

/// <summary>
/// Reads the trees of an ONNX file: one TreeEnsembleRegressor of ai.onnx.ml with one target, splits by BRANCH_LEQ and
/// summed leaves, then nothing or a Sigmoid. Covers come from <c>nodes_hitrates</c>. Anything else is refused rather
/// than explained wrongly.
/// </summary>
public static class OnnxTreeReader
{
    /// <exception cref="InvalidDataException">The graph is another, or its attributes make no trees; says what.</exception>
    public static TreeEnsemble Read(ModelProto model)
    {
        var node = model.Graph?.Node.FirstOrDefault() ?? throw new InvalidDataException("The graph has no node.");
        if (node.OpType != "TreeEnsembleRegressor" || node.Domain != "ai.onnx.ml" || node.Input.Count != 1 || node.Output.Count != 1)
        {
            throw new InvalidDataException($"The first node is {node.OpType}; TreeEnsembleRegressor is supported.");
        }

        var attributes = new TreeAttributes(node);
        attributes.Require("aggregate_function", "SUM");
        if (attributes.Integer("n_targets", 1) != 1 || attributes.Integers("target_ids").Any(id => id != 0))
        {
            throw new InvalidDataException("The trees have several targets; one is supported.");
        }

        var baseValue = attributes.Floats("base_values", optional: true) is [var value, ..] ? value : 0;
        return new TreeEnsemble(FeatureCount(model.Graph), baseValue, ReadTrees(attributes), Transform(model.Graph, node, attributes));
    }

    private static ScoreTransform Transform(GraphProto graph, NodeProto trees, TreeAttributes attributes)
    {
        var logistic = attributes.Text("post_transform", "NONE") switch
        {
            "NONE" => false,
            "LOGISTIC" => true,
            var other => throw new InvalidDataException($"The post_transform is {other}; NONE and LOGISTIC are supported."),
        };
        var last = trees.Output[0];
        if (graph.Node.Count == 2 && graph.Node[1] is { OpType: "Sigmoid", Input.Count: 1, Output.Count: 1 } sigmoid && sigmoid.Input[0] == last && !logistic)
        {
            (logistic, last) = (true, sigmoid.Output[0]);
        }
        else if (graph.Node.Count != 1)
        {
            throw new InvalidDataException("After the trees there is more than a Sigmoid.");
        }

        return graph.Output.Count == 1 && graph.Output[0].Name == last && graph.Input.Count == 1 && graph.Input[0].Name == trees.Input[0]
            ? logistic ? ScoreTransform.Logistic : ScoreTransform.None
            : throw new InvalidDataException("The graph's input and output are not those of the trees.");
    }

    private static int FeatureCount(GraphProto graph) =>
        graph.Input is [{ Type.TensorType.Shape.Dim: { Count: 2 } shape }] && shape[1].DimValue is > 0 and <= int.MaxValue
            ? (int)shape[1].DimValue
            : throw new InvalidDataException("The graph's input is no matrix with a fixed number of columns.");

    private static List<Tree> ReadTrees(TreeAttributes attributes)
    {
        var columns = new TreeNodeColumns(attributes);
        var trees = new List<Tree>();
        foreach (var nodes in Enumerable.Range(0, columns.Count).GroupBy(i => columns.TreeIds[i]))
        {
            trees.Add(ReadTree(columns, [.. nodes]));
        }

        return trees;
    }

    private static Tree ReadTree(TreeNodeColumns columns, int[] nodes)
    {
        var places = Places(columns, nodes);
        var count = nodes.Length;
        var (feature, left, right) = (new int[count], new int[count], new int[count]);
        var (threshold, value, cover) = (new float[count], new float[count], new double[count]);
        foreach (var node in nodes)
        {
            var place = places[columns.NodeIds[node]];
            cover[place] = columns.Hitrates.Length == 0 ? 0 : columns.Hitrates[node];
            if (columns.Modes[node] == "LEAF")
            {
                (feature[place], left[place], right[place]) = (Tree.Leaf, -1, -1);
                value[place] = columns.LeafValues.GetValueOrDefault((columns.TreeIds[node], columns.NodeIds[node]));
                continue;
            }

            if (columns.Modes[node] != "BRANCH_LEQ")
            {
                throw new InvalidDataException($"A node splits by {columns.Modes[node]}; BRANCH_LEQ is supported.");
            }

            feature[place] = columns.FeatureIds[node] is >= 0 and <= int.MaxValue and var id
                ? (int)id
                : throw new InvalidDataException("A node asks for a feature that cannot be.");
            threshold[place] = columns.Thresholds[node];
            left[place] = places.GetValueOrDefault(columns.TrueIds[node], -1);
            right[place] = places.GetValueOrDefault(columns.FalseIds[node], -1);
        }

        return new Tree(feature, threshold, left, right, value, cover);
    }

    // The file may order nodes as it likes; the root, which is nobody's child, comes first here.
    private static Dictionary<long, int> Places(TreeNodeColumns columns, int[] nodes)
    {
        var children = nodes.Where(node => columns.Modes[node] != "LEAF")
            .SelectMany(node => new[] { columns.TrueIds[node], columns.FalseIds[node] })
            .ToHashSet();
        var places = new Dictionary<long, int>();
        foreach (var node in nodes.OrderBy(node => children.Contains(columns.NodeIds[node])))
        {
            if (!places.TryAdd(columns.NodeIds[node], places.Count))
            {
                throw new InvalidDataException($"Two nodes of a tree have the id {columns.NodeIds[node]}.");
            }
        }

        return places;
    }
}

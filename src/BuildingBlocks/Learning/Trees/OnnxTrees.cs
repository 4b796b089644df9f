using Google.Protobuf;
using Platform.Inference.Onnx;
using Platform.Inference.Trees;

namespace Platform.Learning;

/// <summary>
/// Writes trees as ONNX: one TreeEnsembleRegressor of ai.onnx.ml, covers in <c>nodes_hitrates</c>, and a Sigmoid for
/// classifiers. Input <c>features</c> float[N,F], output <c>score</c> float[N,1].
/// </summary>
public static class OnnxTrees
{
    public const string InputName = "features";
    public const string OutputName = "score";
    private const string RawName = "raw";

    /// <summary>The file's bytes; equal ensembles give equal bytes.</summary>
    public static byte[] Write(TreeEnsemble ensemble)
    {
        var logistic = ensemble.Transform == ScoreTransform.Logistic;
        var graph = new GraphProto
        {
            Name = "tree-ensemble",
            Input = { FloatMatrix(InputName, ensemble.FeatureCount) },
            Output = { FloatMatrix(OutputName, 1) },
            Node = { TreeNode(ensemble, logistic ? RawName : OutputName) },
        };
        if (logistic)
        {
            graph.Node.Add(new NodeProto { Name = "sigmoid", OpType = "Sigmoid", Input = { RawName }, Output = { OutputName } });
        }

        return new ModelProto
        {
            IrVersion = 8,
            ProducerName = "Platform.Learning",
            OpsetImport = { new OperatorSetIdProto { Version = 17 }, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 } },
            Graph = graph,
        }.ToByteArray();
    }

    private static NodeProto TreeNode(TreeEnsemble ensemble, string output)
    {
        var nodes = ensemble.Trees.SelectMany((tree, id) => Enumerable.Range(0, tree.NodeCount).Select(node => (Tree: tree, Id: id, Node: node))).ToArray();
        var leaves = nodes.Where(n => n.Tree.IsLeaf(n.Node)).ToArray();
        return new NodeProto
        {
            Name = "trees",
            OpType = "TreeEnsembleRegressor",
            Domain = "ai.onnx.ml",
            Input = { InputName },
            Output = { output },
            Attribute =
            {
                Ints("nodes_treeids", nodes.Select(n => (long)n.Id)),
                Ints("nodes_nodeids", nodes.Select(n => (long)n.Node)),
                Ints("nodes_featureids", nodes.Select(n => (long)Math.Max(n.Tree.Feature[n.Node], 0))),
                Strings("nodes_modes", nodes.Select(n => n.Tree.IsLeaf(n.Node) ? "LEAF" : "BRANCH_LEQ")),
                Floats("nodes_values", nodes.Select(n => n.Tree.Threshold[n.Node])),
                Floats("nodes_hitrates", nodes.Select(n => (float)n.Tree.Cover[n.Node])),
                Ints("nodes_truenodeids", nodes.Select(n => (long)Math.Max(n.Tree.Left[n.Node], 0))),
                Ints("nodes_falsenodeids", nodes.Select(n => (long)Math.Max(n.Tree.Right[n.Node], 0))),
                Ints("nodes_missing_value_tracks_true", nodes.Select(_ => 0L)),
                Ints("target_treeids", leaves.Select(n => (long)n.Id)),
                Ints("target_nodeids", leaves.Select(n => (long)n.Node)),
                Ints("target_ids", leaves.Select(_ => 0L)),
                Floats("target_weights", leaves.Select(n => n.Tree.Value[n.Node])),
                Floats("base_values", [(float)ensemble.BaseValue]),
                new AttributeProto { Name = "n_targets", Type = AttributeProto.Types.AttributeType.Int, I = 1 },
                Text("aggregate_function", "SUM"),
                Text("post_transform", "NONE"),
            },
        };
    }

    private static ValueInfoProto FloatMatrix(string name, int columns) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto
                {
                    Dim =
                    {
                        new TensorShapeProto.Types.Dimension { DimParam = "N" },
                        new TensorShapeProto.Types.Dimension { DimValue = columns },
                    },
                },
            },
        },
    };

    private static AttributeProto Ints(string name, IEnumerable<long> values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    private static AttributeProto Floats(string name, IEnumerable<float> values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Floats, Floats = { values } };

    private static AttributeProto Strings(string name, IEnumerable<string> values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };

    private static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}

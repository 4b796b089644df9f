using Google.Protobuf;
using Inference.Tests.Folders;
using Platform.Inference;
using Platform.Inference.Onnx;
using Platform.Learning;

namespace Inference.Tests.Batching;

/// <summary>Small networks of three values a row, and folders of them.</summary>
internal static class SampleNetworks
{
    public const string Name = "steps";
    public const int RowLength = 3;

    /// <summary>A value for which <see cref="Steps"/> fails the whole call.</summary>
    public const float FailsTheCall = 7;

    /// <summary>A value for which <see cref="Steps"/> gives an infinite number, in its own row only.</summary>
    public const float GivesInfinity = 4;

    /// <summary>exp(table[(int)x]) for x in [0, 5), as "grown", and its mean over the row.</summary>
    public static ModelProto Steps(float first = 0) => Model(
        new GraphProto
        {
            Initializer =
            {
                new TensorProto { Name = "table", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 5 }, FloatData = { first, 1, 2, 3, 1000 } },
            },
            Node =
            {
                Node("Cast", ["row"], "index", new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (int)TensorProto.Types.DataType.Int64 }),
                Node("Gather", ["table", "index"], "step"),
                Node("Exp", ["step"], "grown"),
                Node("ReduceMean", ["grown"], "mean", Axes(1)),
            },
        });

    /// <summary>Subtracts the mean over the rows: what a row gives depends on the others.</summary>
    public static ModelProto Mixing() => Model(
        new GraphProto
        {
            Node =
            {
                Node("ReduceMean", ["row"], "centre", Axes(0)),
                Node("Sub", ["row", "centre"], "grown"),
                Node("ReduceMean", ["grown"], "mean", Axes(1)),
            },
        });

    /// <summary>Writes a folder whose golden inputs lie in [0, 4), and returns the folder of versions.</summary>
    public static string Write(string root, ModelProto network, string version = "1.0.0")
    {
        var onnx = network.ToByteArray();
        var manifest = SampleModel.Manifest(version) with
        {
            Name = Name,
            Kind = ModelKind.Network,
            Inputs = [new TensorSpec("row", [-1, RowLength])],
            Outputs = [new TensorSpec("grown", [-1, RowLength]), new TensorSpec("mean", [-1, 1])],
            Features = [],
        };
        ModelFolderWriter.Write(Path.Combine(root, Name, version), onnx, manifest, GoldenRecorder.ForNetwork(onnx, manifest, high: 4));
        return Path.Combine(root, Name);
    }

    private static ModelProto Model(GraphProto graph)
    {
        graph.Name = Name;
        graph.Input.Add(Tensor("row", RowLength));
        graph.Output.Add(Tensor("grown", RowLength));
        graph.Output.Add(Tensor("mean", 1));
        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 17 } }, Graph = graph };
    }

    private static NodeProto Node(string type, string[] inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Output = { output } };
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes);
        return node;
    }

    private static AttributeProto Axes(int axis) => new() { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints, Ints = { axis } };

    private static ValueInfoProto Tensor(string name, int columns) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto
                {
                    Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" }, new TensorShapeProto.Types.Dimension { DimValue = columns } },
                },
            },
        },
    };
}

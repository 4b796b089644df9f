using System.Runtime.CompilerServices;
using Google.Protobuf;
using Inference.Tests.Folders;
using Platform.Inference;
using Platform.Inference.Onnx;
using Platform.Learning;

namespace Inference.Tests.Serving;

/// <summary>A model that is no tree: images of 1 x 4 x 4 in, a map and its mean out.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly LoadedModel _model;

    public NetworkTests()
    {
        var manifest = SampleModel.Manifest() with
        {
            Kind = ModelKind.Network,
            Inputs = [new TensorSpec("image", [-1, 1, 4, 4])],
            Outputs = [new TensorSpec("map", [-1, 1, 4, 4]), new TensorSpec("mean", [-1, 1, 1, 1])],
            Features = [],
        };
        var onnx = Graph().ToByteArray();
        var folder = Path.Combine(_root.Path, "1.0.0");
        ModelFolderWriter.Write(folder, onnx, manifest, GoldenRecorder.ForNetwork(onnx, manifest, low: -1));
        _model = LoadedModel.Open(folder, new ModelOptions { IntraOpThreads = 2 });
    }

    [Fact]
    public void Several_images_are_run_in_one_call()
    {
        float[] images = [.. Enumerable.Repeat(-1f, 16), .. Enumerable.Repeat(3f, 16)];

        using var outputs = _model.Run(images, rows: 2);

        outputs.Names.ShouldBe(["map", "mean"]);
        outputs["map"].ToArray().ShouldBe([.. Enumerable.Repeat(0f, 16), .. Enumerable.Repeat(3f, 16)]);
        outputs["mean"].ToArray().ShouldBe([0, 3]);
    }

    [Fact]
    public void Outputs_use_the_memory_of_a_call_before_and_never_that_of_one_that_is_not_disposed()
    {
        var first = _model.Run(new float[16]);
        ref readonly var map = ref first["map"][0];
        ref readonly var mean = ref first["mean"][0];
        first.Dispose();

        using var second = _model.Run(Enumerable.Repeat(2f, 16).ToArray());
        using var third = _model.Run(Enumerable.Repeat(3f, 16).ToArray());

        (Unsafe.AreSame(in map, in second["map"][0]) || Unsafe.AreSame(in mean, in second["map"][0])).ShouldBeTrue();
        second["map"].ToArray().ShouldAllBe(value => value == 2);
        third["map"].ToArray().ShouldAllBe(value => value == 3);
    }

    [Fact]
    public void A_pixel_that_is_not_finite_is_refused_by_its_place()
    {
        var image = new float[16];
        image[5] = float.NaN;

        Should.Throw<ArgumentException>(() => _model.Run(image)).Message.ShouldContain("value 5 of row 0");
    }

    [Fact]
    public void An_image_of_another_size_is_refused() => Should.Throw<ArgumentException>(() => _model.Run(new float[15]));

    [Fact]
    public void It_has_no_score_and_no_explanation()
    {
        _model.CanExplain.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => _model.Score(new float[16])).Message.ShouldContain("use Run");
        Should.Throw<InvalidOperationException>(() => _model.Explain(new float[16]));
    }

    public void Dispose()
    {
        _model.Dispose();
        _root.Dispose();
    }

    private static ModelProto Graph() => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        Graph = new GraphProto
        {
            Name = "network",
            Input = { Tensor("image", 4) },
            Output = { Tensor("map", 4), Tensor("mean", 1) },
            Node =
            {
                new NodeProto { OpType = "Relu", Input = { "image" }, Output = { "map" } },
                new NodeProto { OpType = "GlobalAveragePool", Input = { "map" }, Output = { "mean" } },
            },
        },
    };

    private static ValueInfoProto Tensor(string name, int side)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        shape.Dim.AddRange(new[] { 1, side, side }.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }
}

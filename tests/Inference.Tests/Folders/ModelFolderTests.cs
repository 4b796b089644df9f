using Google.Protobuf;
using Platform.Inference;
using Platform.Inference.Onnx;

namespace Inference.Tests.Folders;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly string _folder;

    public ModelFolderTests() => _folder = SampleModel.Write(_root.Path);

    [Fact]
    public void A_folder_as_written_verifies() => ModelFolder.Verify(_folder).ShouldBeEmpty();

    [Theory]
    [InlineData(ModelFolder.ModelFile)]
    [InlineData(ModelFolder.ManifestFile)]
    [InlineData(ModelFolder.GoldenFileName)]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(At(name));

        Refused($"{name} is missing");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_with_every_file() => ModelFolder.Verify(At("nowhere")).Count.ShouldBe(3);

    [Fact]
    public void A_truncated_model_is_refused_by_its_hash()
    {
        File.WriteAllBytes(At(ModelFolder.ModelFile), File.ReadAllBytes(At(ModelFolder.ModelFile))[..^40]);

        Refused("SHA-256");
    }

    [Fact]
    public void A_changed_byte_is_refused_by_its_hash()
    {
        var bytes = File.ReadAllBytes(At(ModelFolder.ModelFile));
        bytes[^30] ^= 1;
        File.WriteAllBytes(At(ModelFolder.ModelFile), bytes);

        Refused("SHA-256");
    }

    [Theory]
    [InlineData(ModelFolder.ManifestFile)]
    [InlineData(ModelFolder.GoldenFileName)]
    public void A_truncated_text_is_refused(string name)
    {
        File.WriteAllBytes(At(name), File.ReadAllBytes(At(name))[..^10]);

        Refused($"{name} is not valid");
    }

    [Fact]
    public void An_oversized_model_is_refused_before_it_is_read() =>
        ModelFolder.Verify(_folder, new ModelOptions { MaximumModelBytes = 100 }).ShouldHaveSingleItem().ShouldContain("100 are allowed");

    [Fact]
    public void An_oversized_text_is_refused_before_it_is_read() =>
        ModelFolder.Verify(_folder, new ModelOptions { MaximumTextBytes = 100 }).Count.ShouldBe(2);

    [Fact]
    public void A_link_that_leaves_the_folder_is_refused()
    {
        var outside = Path.Combine(_root.Path, "outside.onnx");
        File.Move(At(ModelFolder.ModelFile), outside);
        File.CreateSymbolicLink(At(ModelFolder.ModelFile), outside);

        Refused("leaves the model's folder");
    }

    [Fact]
    public void A_link_to_a_neighbour_verifies_as_mounted_volumes_have_them()
    {
        Directory.CreateDirectory(At("..data"));
        File.Move(At(ModelFolder.ModelFile), At("..data/model.onnx"));
        File.CreateSymbolicLink(At(ModelFolder.ModelFile), At("..data/model.onnx"));

        ModelFolder.Verify(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_points_elsewhere_is_refused() => RefusedManifest(m => m with { Name = "../sample" }, "lower-case words");

    [Fact]
    public void A_version_that_is_no_version_is_refused() => RefusedManifest(m => m with { Version = "1.0.0/../2" }, "three numbers");

    [Fact]
    public void A_later_schema_is_refused() => RefusedManifest(m => m with { Schema = 2 }, "schema 2");

    [Fact]
    public void A_shape_that_is_not_the_graphs_is_refused() => RefusedManifest(
        m => m with { Inputs = [new TensorSpec("features", [-1, 3])], Features = [.. m.Features, new FeatureSpec("more", "1", "")] }, "[-1,2]");

    [Fact]
    public void Features_that_are_not_the_inputs_columns_are_refused() => RefusedManifest(m => m with { Features = m.Features[..1] }, "1 features");

    [Fact]
    public void A_feature_listed_twice_is_refused() => RefusedManifest(m => m with { Features = [m.Features[0], m.Features[0]] }, "listed twice");

    [Fact]
    public void An_input_the_graph_does_not_have_is_refused() => RefusedManifest(m => m with { Inputs = [new TensorSpec("rows", [-1, 2])] }, "no input rows");

    [Fact]
    public void An_output_the_graph_does_not_have_is_refused() => RefusedManifest(m => m with { Outputs = [new TensorSpec("label", [-1, 1])] }, "no output label");

    [Fact]
    public void A_type_other_than_float32_is_refused() => RefusedManifest(
        m => m with { Inputs = [new TensorSpec("features", [-1, 2], Type: "int64")] }, "float32 is supported");

    [Theory]
    [InlineData("\"limits\": []", "\"limits\": [null]", "element that is null")]
    [InlineData("\"name\": \"amount\",", "", "model.json is not valid")]
    public void A_manifest_with_holes_is_refused(string right, string wrong, string reason)
    {
        var json = File.ReadAllText(At(ModelFolder.ManifestFile));
        json.ShouldContain(right);
        File.WriteAllText(At(ModelFolder.ManifestFile), json.Replace(right, wrong, StringComparison.Ordinal));

        Refused(reason);
    }

    [Fact]
    public void A_row_of_absurd_length_is_refused() => RefusedManifest(
        m => m with { Kind = ModelKind.Network, Inputs = [new TensorSpec("features", [-1, int.MaxValue, int.MaxValue])] }, "values a row");

    [Fact]
    public void A_golden_case_that_is_null_is_refused() => RefusedGolden(g => g with { Cases = [null!] }, "no case");

    [Fact]
    public void A_golden_output_that_differs_is_refused() => RefusedGolden(
        g => g with { Cases = [new GoldenCase(g.Cases[0].Input, new() { ["score"] = [g.Cases[0].Outputs["score"][0] + 2e-5f] })] }, "Golden case 1: score[0] is");

    [Fact]
    public void A_golden_output_within_the_tolerance_verifies()
    {
        Change(g => g with { Cases = [new GoldenCase(g.Cases[0].Input, new() { ["score"] = [g.Cases[0].Outputs["score"][0] + 5e-6f] })] });

        ModelFolder.Verify(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_golden_file_without_cases_is_refused() => RefusedGolden(g => g with { Cases = [] }, "no case");

    [Theory]
    [InlineData(10, "tolerance 10")]
    [InlineData(1e-4, "at most 1E-05")]
    [InlineData(0, "tolerance 0")]
    public void A_tolerance_that_accepts_anything_is_refused(double tolerance, string reason) =>
        RefusedGolden(g => g with { Tolerance = tolerance }, reason);

    [Fact]
    public void A_golden_input_of_another_length_is_refused() => RefusedGolden(
        g => g with { Cases = [g.Cases[0] with { Input = GoldenInput.Of(1, 2, 3) }] }, "3 values where the model takes 2");

    [Fact]
    public void A_golden_output_the_model_does_not_have_is_refused() => RefusedGolden(
        g => g with { Cases = [new GoldenCase(g.Cases[0].Input, new() { ["other"] = [1] })] }, "no output other");

    [Fact]
    public void Bytes_that_are_no_ONNX_are_refused() => RefusedModel(_ => [1, 2, 3, 255], "no ONNX file");

    [Fact]
    public void Trees_that_are_no_trees_are_refused() => RefusedGraph(
        model => model.Graph.Node[0].Attribute.Single(a => a.Name == "nodes_truenodeids").Ints[0] = 99, "no tree ensemble");

    [Fact]
    public void An_unknown_operator_is_refused() => RefusedNetwork(new NodeProto { OpType = "FormatDisk", Input = { "features" }, Output = { "score" } }, "ONNX Runtime refuses");

    [Fact]
    public void An_operator_of_an_unknown_domain_is_refused() => RefusedNetwork(
        new NodeProto { OpType = "Custom", Domain = "evil.example", Input = { "features" }, Output = { "score" } }, "ONNX Runtime refuses");

    [Fact]
    public void Outputs_that_are_not_finite_are_refused() => RefusedNetwork(
        // log of a negative number; the golden inputs are positive.
        [new NodeProto { OpType = "Neg", Input = { "features" }, Output = { "negative" } }, new NodeProto { OpType = "Log", Input = { "negative" }, Output = { "score" } }],
        "not finite");

    [Fact]
    public void Data_in_another_file_is_refused_before_the_runtime_opens_it() => RefusedGraph(
        model => model.Graph.Initializer.Add(new TensorProto
        {
            Name = "weights",
            DataType = 1,
            Dims = { 1 },
            DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData = { new StringStringEntryProto { Key = "location", Value = "../../../etc/passwd" } },
        }),
        "weights keeps its data in another file");

    public static TheoryData<string, Action<ModelProto>> PartsThatAreNotLookedInto => new()
    {
        { "functions", model => model.Functions.Add(new FunctionProto()) },
        { "training graphs", model => model.TrainingInfo.Add(new TrainingInfoProto()) },
        { "sparse tensors", model => model.Graph.SparseInitializer.Add(new SparseTensorProto()) },
        { "sparse tensors", model => model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "value", SparseTensor = new SparseTensorProto() }) },
        { "sparse tensors", model => model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "values", SparseTensors = { new SparseTensorProto() } }) },
        { "sparse tensors", model => Nest(model, new GraphProto { SparseInitializer = { new SparseTensorProto() } }) },
    };

    [Theory]
    [MemberData(nameof(PartsThatAreNotLookedInto), DisableDiscoveryEnumeration = true)]
    public void Parts_that_may_hide_data_in_another_file_are_refused_before_the_runtime_sees_them(string part, Action<ModelProto> add) =>
        RefusedGraph(add, $"model.onnx has {part}, which are not supported");

    [Fact]
    public void Data_in_another_file_is_found_within_a_branch() => RefusedGraph(
        model => Nest(model, new GraphProto { Initializer = { new TensorProto { Name = "inner", ExternalData = { new StringStringEntryProto { Key = "location", Value = "x" } } } } }),
        "inner keeps its data in another file");

    [Fact]
    public void Bytes_by_which_the_runtime_knows_its_other_format_do_not_make_it_read_that()
    {
        // A field that nobody knows, so that "ORTM" stands where that format has it.
        byte[] prefix = [0xA2, 0x06, 6, 0, .. "ORTM"u8, 0];
        var bytes = prefix.Concat(File.ReadAllBytes(At(ModelFolder.ModelFile))).ToArray();
        File.WriteAllBytes(At(ModelFolder.ModelFile), bytes);
        Change(m => m with { Sha256 = ModelFolder.Sha256(bytes) });

        ModelFolder.Verify(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_is_told_at_once()
    {
        File.Delete(At(ModelFolder.GoldenFileName));
        Change(m => m with { Name = "No Name", Version = "one" });

        ModelFolder.Verify(_folder).Count.ShouldBe(3);
    }

    public void Dispose() => _root.Dispose();

    private string At(string name) => Path.Combine(_folder, name);

    private void Refused(string reason) => ModelFolder.Verify(_folder).ShouldContain(r => r.Contains(reason, StringComparison.Ordinal));

    private void RefusedManifest(Func<ModelManifest, ModelManifest> change, string reason)
    {
        Change(change);
        Refused(reason);
    }

    private void RefusedGolden(Func<GoldenFile, GoldenFile> change, string reason)
    {
        Change(change);
        Refused(reason);
    }

    private void RefusedGraph(Action<ModelProto> change, string reason) => RefusedModel(
        bytes =>
        {
            var model = ModelProto.Parser.ParseFrom(bytes);
            change(model);
            return model.ToByteArray();
        },
        reason);

    private static void Nest(ModelProto model, GraphProto graph) =>
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "then_branch", G = graph });

    private void RefusedNetwork(NodeProto node, string reason) => RefusedNetwork([node], reason);

    private void RefusedNetwork(NodeProto[] nodes, string reason)
    {
        Change(m => m with { Kind = ModelKind.Network, Outputs = [new TensorSpec("score", [-1, 2])] });
        RefusedGraph(
            model =>
            {
                model.Graph.Node.Clear();
                model.Graph.Node.AddRange(nodes);
                model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 2;
                model.OpsetImport.Add(nodes.Where(n => n.Domain.Length > 0).Select(n => new OperatorSetIdProto { Domain = n.Domain, Version = 1 }));
            },
            reason);
    }

    // The hash is made to fit, so that what is behind it is tested.
    private void RefusedModel(Func<byte[], byte[]> change, string reason)
    {
        var bytes = change(File.ReadAllBytes(At(ModelFolder.ModelFile)));
        File.WriteAllBytes(At(ModelFolder.ModelFile), bytes);
        Change(m => m with { Sha256 = ModelFolder.Sha256(bytes) });
        Refused(reason);
    }

    private void Change(Func<ModelManifest, ModelManifest> change) => File.WriteAllBytes(
        At(ModelFolder.ManifestFile), change(ModelManifest.Parse(File.ReadAllBytes(At(ModelFolder.ManifestFile)))).ToJson());

    private void Change(Func<GoldenFile, GoldenFile> change) => File.WriteAllBytes(
        At(ModelFolder.GoldenFileName), change(GoldenFile.Parse(File.ReadAllBytes(At(ModelFolder.GoldenFileName)))).ToJson());
}

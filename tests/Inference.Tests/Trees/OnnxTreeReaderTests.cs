using CsCheck;
using Google.Protobuf;
using Platform.Inference.Onnx;
using Platform.Inference.Trees;
using Platform.Learning;

namespace Inference.Tests.Trees;

public sealed class OnnxTreeReaderTests
{
    [Fact]
    public void What_was_written_is_read() =>
        Gen.Select(RandomTrees.Ensemble, RandomTrees.Row).Sample((ensemble, row) =>
        {
            var read = OnnxTreeReader.Read(ModelProto.Parser.ParseFrom(OnnxTrees.Write(ensemble)));

            read.Transform.ShouldBe(ensemble.Transform);
            read.RawScore(row).ShouldBe(ensemble.RawScore(row), 1e-6);
            TreeShap.Explain(read, row).Contributions.ShouldBe(TreeShap.Explain(ensemble, row).Contributions, 1e-9);
        }, iter: 300);

    [Fact]
    public void Nodes_may_come_in_any_order()
    {
        var ensemble = new TreeEnsemble(1, 0, [TreeShapTests.Stump(0, -1, 1, 3, 1)], ScoreTransform.None);
        var model = ModelProto.Parser.ParseFrom(OnnxTrees.Write(ensemble));
        foreach (var attribute in model.Graph.Node[0].Attribute.Where(attribute => attribute.Name.StartsWith("nodes_", StringComparison.Ordinal)))
        {
            Reverse(attribute.Ints);
            Reverse(attribute.Floats);
            Reverse(attribute.Strings);
        }

        OnnxTreeReader.Read(model).RawScore([5]).ShouldBe(1);
    }

    [Theory]
    [InlineData("BRANCH_LT")]
    [InlineData("BRANCH_EQ")]
    public void A_split_by_another_rule_is_refused(string mode) => Refused(
        model => Attribute(model, "nodes_modes").Strings[0] = ByteString.CopyFromUtf8(mode), mode);

    [Fact]
    public void A_second_target_is_refused() => Refused(model => Attribute(model, "target_ids").Ints[0] = 1, "one is supported");

    [Fact]
    public void An_average_of_trees_is_refused() => Refused(
        model => Attribute(model, "aggregate_function").S = ByteString.CopyFromUtf8("AVERAGE"), "AVERAGE");

    [Fact]
    public void A_child_that_is_missing_is_refused() => Refused(model => Attribute(model, "nodes_truenodeids").Ints[0] = 99, "outside");

    [Fact]
    public void Attributes_of_different_lengths_are_refused() => Refused(model => Attribute(model, "nodes_values").Floats.RemoveAt(0), "2 values for 3 nodes");

    [Fact]
    public void An_attribute_the_platform_does_not_know_is_refused() => Refused(
        model => model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "nodes_values_as_tensor" }), "nodes_values_as_tensor");

    [Fact]
    public void A_graph_of_another_kind_is_refused() => Refused(model => model.Graph.Node[0].OpType = "LinearRegressor", "LinearRegressor");

    [Fact]
    public void More_nodes_than_trees_and_sigmoid_are_refused() => Refused(
        model => model.Graph.Node.Add(new NodeProto { OpType = "Exp", Input = { "score" }, Output = { "other" } }), "more than a Sigmoid");

    private static void Refused(Action<ModelProto> change, string reason)
    {
        var model = ModelProto.Parser.ParseFrom(OnnxTrees.Write(new TreeEnsemble(1, 0, [TreeShapTests.Stump(0, -1, 1, 3, 1)], ScoreTransform.None)));
        change(model);

        Should.Throw<InvalidDataException>(() => OnnxTreeReader.Read(model)).Message.ShouldContain(reason);
    }

    private static AttributeProto Attribute(ModelProto model, string name) => model.Graph.Node[0].Attribute.Single(attribute => attribute.Name == name);

    private static void Reverse<T>(Google.Protobuf.Collections.RepeatedField<T> values)
    {
        var reversed = values.Reverse().ToArray();
        values.Clear();
        values.AddRange(reversed);
    }
}

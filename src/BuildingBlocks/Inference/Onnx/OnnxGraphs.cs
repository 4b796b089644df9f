namespace Platform.Inference.Onnx;

/// <summary>A model's graphs, those within nodes (branches and loops) included: whatever may hold a tensor.</summary>
internal static class OnnxGraphs
{
    public static IEnumerable<GraphProto> Graphs(this ModelProto model) => model.Graph is null ? [] : Graphs(model.Graph);

    public static IEnumerable<AttributeProto> Attributes(this GraphProto graph) => graph.Node.SelectMany(node => node.Attribute);

    private static IEnumerable<GraphProto> Graphs(GraphProto graph) => graph.Attributes()
        .SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G))
        .SelectMany(Graphs)
        .Prepend(graph);
}

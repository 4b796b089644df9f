namespace Platform.Inference.Onnx;

/// <summary>
/// Finds tensors whose values are in another file: the runtime would open whatever path they name,
/// and the model's hash would not cover it.
/// </summary>
internal static class ExternalData
{
    public static IEnumerable<string> Names(ModelProto model) => model.Graph is null ? [] : Names(model.Graph);

    private static IEnumerable<string> Names(GraphProto graph)
    {
        var attributes = graph.Node.SelectMany(node => node.Attribute).ToList();
        return graph.Initializer
            .Concat(attributes.Where(attribute => attribute.T is not null).Select(attribute => attribute.T))
            .Concat(attributes.SelectMany(attribute => attribute.Tensors))
            .Where(tensor => tensor.DataLocation != TensorProto.Types.DataLocation.Default || tensor.ExternalData.Count > 0)
            .Select(tensor => tensor.Name)
            .Concat(attributes.Where(attribute => attribute.G is not null).SelectMany(attribute => Names(attribute.G)))
            .Concat(attributes.SelectMany(attribute => attribute.Graphs).SelectMany(Names));
    }
}

namespace Platform.Inference.Onnx;

/// <summary>
/// Finds tensors whose values are in another file: the runtime would open whatever path they name,
/// and the model's hash would not cover it.
/// </summary>
internal static class ExternalData
{
    public static IEnumerable<string> Names(ModelProto model) => model.Graphs()
        .SelectMany(Tensors)
        .Where(tensor => tensor.DataLocation != TensorProto.Types.DataLocation.Default || tensor.ExternalData.Count > 0)
        .Select(tensor => tensor.Name);

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) => graph.Attributes()
        .SelectMany(attribute => attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T))
        .Concat(graph.Initializer);
}

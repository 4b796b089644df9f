namespace Platform.Inference.Onnx;

/// <summary>
/// Finds the parts of a file that may hold tensors where <see cref="ExternalData"/> does not look. No model that the
/// platform serves has them, so that refusing them is simpler than reading them.
/// </summary>
internal static class UnsupportedParts
{
    /// <returns>What there is, in the plural.</returns>
    public static IEnumerable<string> Of(ModelProto model)
    {
        if (model.Functions.Count > 0)
        {
            yield return "functions";
        }

        if (model.TrainingInfo.Count > 0)
        {
            yield return "training graphs";
        }

        if (model.Graphs().Any(HasSparseTensors))
        {
            yield return "sparse tensors";
        }
    }

    private static bool HasSparseTensors(GraphProto graph) =>
        graph.SparseInitializer.Count > 0
        || graph.Attributes().Any(attribute => attribute.SparseTensor is not null || attribute.SparseTensors.Count > 0);
}

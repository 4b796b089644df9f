using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Platform.Inference;

/// <summary>Holds the graph's inputs and outputs against the manifest's.</summary>
internal static class GraphRules
{
    public static IEnumerable<string> Check(ModelManifest manifest, InferenceSession session)
    {
        if (session.InputNames.Count != 1)
        {
            yield return $"The graph has {session.InputNames.Count} inputs; one is supported.";
        }

        var tensors = manifest.Inputs.Select(input => (input, session.InputMetadata, "input"))
            .Concat(manifest.Outputs.Select(output => (output, session.OutputMetadata, "output")));
        foreach (var (expected, graph, role) in tensors)
        {
            if (!graph.TryGetValue(expected.Name, out var actual))
            {
                yield return $"The graph has no {role} {expected.Name}; it has {string.Join(", ", graph.Keys)}.";
            }
            else if (!actual.IsTensor || actual.ElementDataType != TensorElementType.Float)
            {
                yield return $"The {role} {expected.Name} of the graph is no float32 tensor.";
            }
            else if (!actual.Dimensions.AsSpan().SequenceEqual(expected.Shape))
            {
                yield return $"The {role} {expected.Name} of the graph has the shape [{string.Join(",", actual.Dimensions)}], model.json says [{string.Join(",", expected.Shape)}].";
            }
        }

        if (manifest.Kind == ModelKind.TreeEnsemble && manifest.Outputs is not [{ Shape: [-1, 1] }])
        {
            yield return "A tree ensemble has one output of shape [-1,1].";
        }
    }
}

namespace Platform.Inference;

/// <summary>What must hold within a manifest, whatever the model.</summary>
internal static class ManifestRules
{
    private const int MaximumRank = 8;
    private const long MaximumRowLength = 1 << 28;

    public static IEnumerable<string> Check(ModelManifest manifest)
    {
        // The reader refuses null members, but not null elements.
        if (new object[][] { manifest.Inputs, manifest.Outputs, manifest.Features, manifest.Metrics, manifest.Limits }.Any(list => list.Contains(null)))
        {
            yield return "A list in model.json has an element that is null.";
            yield break;
        }

        if (manifest.Schema != ModelManifest.CurrentSchema)
        {
            yield return $"model.json has schema {manifest.Schema}, this build reads {ModelManifest.CurrentSchema}.";
        }

        if (!ModelNames.IsName(manifest.Name))
        {
            yield return "The name in model.json is not lower-case words joined by hyphens.";
        }

        if (!ModelNames.IsVersion(manifest.Version))
        {
            yield return "The version in model.json is not three numbers.";
        }

        foreach (var reason in CheckTensors(manifest).Concat(CheckNumbers(manifest)))
        {
            yield return reason;
        }
    }

    private static IEnumerable<string> CheckTensors(ModelManifest manifest)
    {
        if (manifest.Inputs.Length != 1)
        {
            yield return $"model.json has {manifest.Inputs.Length} inputs; one is supported.";
        }

        if (manifest.Outputs.Length == 0)
        {
            yield return "model.json has no output.";
        }

        foreach (var tensor in manifest.Inputs.Concat(manifest.Outputs))
        {
            if (tensor.Type != "float32")
            {
                yield return $"The tensor {tensor.Name} is of type {tensor.Type}; float32 is supported.";
            }

            if (tensor.Shape.Length is 0 or > MaximumRank || tensor.Shape.Skip(1).Any(size => size < 1) || tensor.Shape[0] is 0 or < -1)
            {
                yield return $"The tensor {tensor.Name} has the shape [{string.Join(",", tensor.Shape)}]: only the first size may be -1, the others are positive.";
            }
            else if (tensor.Shape.Skip(1).Aggregate(1.0, (product, size) => product * size) > MaximumRowLength)
            {
                yield return $"The tensor {tensor.Name} has more than {MaximumRowLength} values a row.";
            }
        }

        var duplicate = manifest.Features.GroupBy(feature => feature.Name).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
        {
            yield return $"The feature {duplicate.Key} is listed twice.";
        }

        if (manifest.Kind == ModelKind.TreeEnsemble && manifest.Inputs is [{ Shape: [_, var columns] }] && columns != manifest.Features.Length)
        {
            yield return $"model.json lists {manifest.Features.Length} features, its input takes {columns}.";
        }
    }

    private static IEnumerable<string> CheckNumbers(ModelManifest manifest)
    {
        foreach (var (name, value) in manifest.Thresholds.Where(threshold => !double.IsFinite(threshold.Value)))
        {
            yield return $"The threshold {name} is {value}.";
        }

        foreach (var (name, _) in manifest.Parameters.Where(parameter => !parameter.Value.All(double.IsFinite)))
        {
            yield return $"The parameter {name} has a value that is not finite.";
        }
    }
}

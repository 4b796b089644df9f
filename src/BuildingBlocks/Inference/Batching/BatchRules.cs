namespace Platform.Inference;

/// <summary>What must hold of a model whose callers' rows run as one call.</summary>
internal static class BatchRules
{
    /// <summary>Runs the golden inputs together: each row must give what it gives alone.</summary>
    /// <returns>The reasons against batching the model.</returns>
    public static IEnumerable<string> Check(LoadedModel model, GoldenFile golden, int batchSize)
    {
        if (batchSize == 1)
        {
            return [];
        }

        var manifest = model.Manifest;
        if (manifest.Inputs.Concat(manifest.Outputs).FirstOrDefault(tensor => tensor.Shape[0] != -1) is { } fixedTensor)
        {
            return [$"{fixedTensor.Name} has a fixed number of rows, so that calls cannot be batched: set BatchSize to 1."];
        }

        if (manifest.Inputs.Concat(manifest.Outputs).FirstOrDefault(tensor => (long)batchSize * BatchLayout.Length(tensor) > BatchLayout.MaximumValues) is { } large)
        {
            return [$"{batchSize} rows of {large.Name} are more than {BatchLayout.MaximumValues} values: set a smaller BatchSize."];
        }

        try
        {
            return Compare(model, golden);
        }
        catch (InferenceException error)
        {
            return [$"The golden cases cannot run as a batch: {error.Message}"];
        }
    }

    private static List<string> Compare(LoadedModel model, GoldenFile golden)
    {
        // One case, twice, still shows a model that mixes rows or adds them up.
        var cases = golden.Cases.Append(golden.Cases[0]).ToArray();
        var inputs = cases.SelectMany(one => one.Input.Materialise(model.RowLength)).ToArray();
        var reasons = new List<string>();
        using var together = model.RunUnrecorded(inputs, cases.Length);
        for (var row = 0; row < cases.Length; row++)
        {
            using var alone = model.RunUnrecorded(inputs.AsSpan(row * model.RowLength, model.RowLength), 1);
            foreach (var name in alone.Names)
            {
                var expected = alone[name];
                var all = together[name];
                if (all.Length != expected.Length * cases.Length
                    || GoldenRules.FirstDifference(expected, all.Slice(row * expected.Length, expected.Length), GoldenFile.DefaultTolerance) >= 0)
                {
                    reasons.Add($"Golden case {row + 1} gives another {name} in a batch than alone: set BatchSize to 1.");
                }
            }
        }

        return reasons;
    }
}

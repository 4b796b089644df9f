namespace Platform.Inference;

/// <summary>What must hold within a golden file, and how a model's outputs are held against it.</summary>
internal static class GoldenRules
{
    public static IEnumerable<string> Check(GoldenFile golden)
    {
        if (!(golden.Tolerance > 0 && golden.Tolerance <= GoldenFile.DefaultTolerance))
        {
            yield return $"golden.json has the tolerance {golden.Tolerance}; it must be above 0 and at most {GoldenFile.DefaultTolerance}.";
        }

        if (golden.Cases.Length == 0 || golden.Cases.Any(golden => golden is null || golden.Outputs.Count == 0 || golden.Outputs.ContainsValue(null!)))
        {
            yield return "golden.json has no case, or a case without an output.";
        }
    }

    /// <summary>Runs every case.</summary>
    /// <returns>The reasons against the model.</returns>
    public static IEnumerable<string> Run(GoldenFile golden, LoadedModel model, CancellationToken cancellationToken = default)
    {
        for (var index = 0; index < golden.Cases.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var reason in RunCase(golden.Cases[index], golden.Tolerance, model))
            {
                yield return $"Golden case {index + 1}: {reason}";
            }
        }
    }

    private static List<string> RunCase(GoldenCase golden, double tolerance, LoadedModel model)
    {
        var reasons = new List<string>();
        try
        {
            var input = golden.Input.Materialise(model.RowLength);
            using var outputs = model.RunUnrecorded(input, rows: 1);
            foreach (var (name, expected) in golden.Outputs)
            {
                if (!outputs.Names.Contains(name))
                {
                    reasons.Add($"the model has no output {name}.");
                    continue;
                }

                Compare(name, expected, outputs[name], tolerance, reasons);
            }
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or InferenceException)
        {
            reasons.Add(error.InnerException is { } cause ? $"{error.Message} {cause.Message}" : error.Message);
        }

        return reasons;
    }

    private static void Compare(string name, float[] expected, ReadOnlySpan<float> actual, double tolerance, List<string> reasons)
    {
        if (actual.Length != expected.Length)
        {
            reasons.Add($"{name} has {actual.Length} values, {expected.Length} are expected.");
            return;
        }

        var index = FirstDifference(expected, actual, tolerance);
        if (index >= 0)
        {
            reasons.Add($"{name}[{index}] is {actual[index]:R}, expected {expected[index]:R} within {tolerance}.");
        }
    }

    /// <returns>The index of the first value that differs by more than the tolerance, relative above 1; or -1.</returns>
    public static int FirstDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            // Written so that a NaN on either side is a difference.
            if (!(Math.Abs((double)actual[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
            {
                return i;
            }
        }

        return -1;
    }
}

namespace Platform.Inference;

/// <summary>How many values a row has in the input and in each output, and how many rows there is room for.</summary>
internal sealed class BatchLayout(ModelManifest manifest, int rows)
{
    /// <summary>256 MiB of float32: what no tensor of a batch may pass.</summary>
    public const int MaximumValues = 1 << 26;

    public int Rows => rows;

    public int RowLength { get; } = Length(manifest.Inputs[0]);

    public string[] Names { get; } = [.. manifest.Outputs.Select(output => output.Name)];

    public int[] OutputLengths { get; } = [.. manifest.Outputs.Select(Length)];

    public bool Fits(ModelManifest manifest) =>
        RowLength == Length(manifest.Inputs[0])
        && Names.SequenceEqual(manifest.Outputs.Select(output => output.Name))
        && OutputLengths.SequenceEqual(manifest.Outputs.Select(Length));

    /// <summary>The values of one row of a tensor.</summary>
    public static int Length(TensorSpec tensor) => tensor.Shape.Skip(1).Aggregate(1, (product, size) => checked(product * size));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Inference;

/// <summary>
/// What <c>model.json</c> says of a model: identity, shapes and units, what it learned from, what it was
/// measured to do, and what it must not be used for. Manifest and model card are one file, so that a
/// model cannot be moved without its card.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The schema this build reads and writes.</summary>
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Lower-case words joined by hyphens, such as <c>fraud</c>; the folder above the version.</summary>
    public required string Name { get; init; }

    /// <summary>Three numbers, such as <c>1.0.0</c>; the folder's name.</summary>
    public required string Version { get; init; }

    public required ModelKind Kind { get; init; }

    /// <summary>SHA-256 of <c>model.onnx</c>, lower-case hexadecimal. <c>ModelFolderWriter</c> fills it in.</summary>
    public string Sha256 { get; init; } = "";

    public required TensorSpec[] Inputs { get; init; }

    public required TensorSpec[] Outputs { get; init; }

    /// <summary>For a model of rows: the features, in the order of the input's columns. Empty for images.</summary>
    public FeatureSpec[] Features { get; init; } = [];

    /// <summary>Named decision thresholds, in the units of the score.</summary>
    public Dictionary<string, double> Thresholds { get; init; } = [];

    /// <summary>Named numbers, or lists of numbers, that pre- or post-processing needs.</summary>
    [JsonConverter(typeof(ParametersConverter))]
    public Dictionary<string, double[]> Parameters { get; init; } = [];

    public TrainingRecord? Training { get; init; }

    public MetricRecord[] Metrics { get; init; } = [];

    public required string Licence { get; init; }

    public required string IntendedUse { get; init; }

    public string[] Limits { get; init; } = [];

    /// <summary>The threshold of that name.</summary>
    /// <exception cref="KeyNotFoundException">The manifest has no such threshold.</exception>
    public double Threshold(string name) => Thresholds.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"model.json of {Name} {Version} has no threshold \"{name}\".");

    /// <summary>The single number of that name.</summary>
    /// <exception cref="KeyNotFoundException">The manifest has no such parameter, or it is a list.</exception>
    public double Parameter(string name) => Parameters.TryGetValue(name, out var values) && values.Length == 1
        ? values[0]
        : throw new KeyNotFoundException($"model.json of {Name} {Version} has no single number \"{name}\" in its parameters.");

    /// <summary>Reads <c>model.json</c>; unknown members are errors, so that a typing error is found.</summary>
    /// <exception cref="JsonException">The text is no manifest.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest) ?? throw new JsonException("The manifest is null.");

    /// <summary>Writes <c>model.json</c>, indented, camelCase.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.ModelManifest);
}

/// <summary>What a decision stores of the model that made it: enough to find that very model again.</summary>
public sealed record ModelStamp(string Name, string Version, string Sha256);

/// <summary>How a model computes, and so what can be asked of it.</summary>
public enum ModelKind
{
    /// <summary>Decision trees: one row in, one number out, explained exactly by TreeSHAP.</summary>
    TreeEnsemble,

    /// <summary>Any other graph with one float input.</summary>
    Network,
}

/// <summary>An input or output tensor: -1 in the shape is the number of rows. All elements are float32.</summary>
public sealed record TensorSpec(string Name, int[] Shape, string Unit = "", string Type = "float32");

/// <summary>One column of the input of a model of rows.</summary>
public sealed record FeatureSpec(string Name, string Unit, string Description);

/// <summary>What the model learned from, and the command that repeats it.</summary>
public sealed record TrainingRecord
{
    public required string Data { get; init; }

    /// <summary>SHA-256 of the data file, lower-case hexadecimal; empty when there are several.</summary>
    public string DataSha256 { get; init; } = "";

    public required long Rows { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    public int? Seed { get; init; }

    public required string Command { get; init; }

    public Dictionary<string, double> Hyperparameters { get; init; } = [];
}

/// <summary>
/// A measured figure with its 95 % interval (null and left out where none was computed), the protocol it follows and the
/// rows it was measured on.
/// </summary>
public sealed record MetricRecord(string Name, double Value, double? Low, double? High, string Protocol, string Split)
{
    /// <summary>As the reader makes one: the bounds may be absent.</summary>
    [JsonConstructor]
    public MetricRecord(string name, double value, string protocol, string split, double? low = null, double? high = null)
        : this(name, value, low, high, protocol, split)
    {
    }
}

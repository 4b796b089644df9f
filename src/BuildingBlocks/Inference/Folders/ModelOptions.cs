using System.ComponentModel.DataAnnotations;

namespace Platform.Inference;

/// <summary>How a model is loaded: <c>Models:&lt;name&gt;</c> in configuration.</summary>
public sealed class ModelOptions
{
    /// <summary>The folder that holds one folder per version. Default: <c>Models/&lt;name&gt;</c> under the content root.</summary>
    public string? Path { get; set; }

    /// <summary>The version to serve. Default: the newest that verifies; a named one must verify, or the start fails.</summary>
    [RegularExpression(ModelNames.VersionPattern)]
    public string? Version { get; set; }

    /// <summary>
    /// Threads within one call. Default 0: one for tree ensembles, whose scores are then equal to the bit, and the
    /// processors up to four for networks.
    /// </summary>
    [Range(0, 64)]
    public int IntraOpThreads { get; set; }

    /// <summary>Largest <c>model.onnx</c> in bytes that is read. Default 512 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumModelBytes { get; set; } = 512 << 20;

    /// <summary>Largest <c>model.json</c> or <c>golden.json</c> in bytes that is read. Default 16 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumTextBytes { get; set; } = 16 << 20;
}

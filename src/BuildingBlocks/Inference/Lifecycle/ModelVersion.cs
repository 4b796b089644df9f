namespace Platform.Inference;

/// <summary>What a version is to its host.</summary>
public enum ModelVersionState
{
    /// <summary>Gives the answers.</summary>
    Serving,

    /// <summary>Served before, and is kept loaded to be rolled back to at once.</summary>
    Previous,

    /// <summary>Scores beside the answers.</summary>
    Shadow,

    /// <summary>In memory to replay decisions.</summary>
    Replay,

    /// <summary>Taken out by its error rate or rolled back from: serves only when asked for by name.</summary>
    Withdrawn,

    /// <summary>Failed its check when it was last tried.</summary>
    Refused,

    /// <summary>On disk, not looked into yet.</summary>
    Available,
}

/// <summary>One version as operators see it.</summary>
/// <param name="Sha256">Of <c>model.onnx</c>; null when it is not in memory.</param>
/// <param name="MemoryBytes">What it takes, as <see cref="ModelMemory"/> reckons; null when it is not in memory.</param>
/// <param name="Reasons">Why it is refused or withdrawn.</param>
public sealed record ModelVersion(
    string Version, ModelVersionState State, string? Sha256, long? MemoryBytes, IReadOnlyList<string> Reasons);

/// <summary>A model as operators see it.</summary>
/// <param name="Concern">What an operator should look at; null when there is nothing.</param>
/// <param name="MemoryBytes">Of all versions in memory, those included that only wait for calls in flight to end.</param>
/// <param name="Versions">Newest first.</param>
public sealed record ModelOverview(
    string Model,
    ModelStamp Serving,
    string? Concern,
    ShadowReport? Shadow,
    long MemoryBytes,
    long MaximumMemoryBytes,
    IReadOnlyList<ModelVersion> Versions);

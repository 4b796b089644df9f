using System.ComponentModel.DataAnnotations;

namespace Platform.Inference;

/// <summary>How a model is loaded: <c>Models:&lt;name&gt;</c> in configuration.</summary>
public sealed class ModelOptions
{
    /// <summary>The folder that holds one folder per version. Default: <c>Models/&lt;name&gt;</c> under the content root.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// The version to serve. Default: the newest that verifies and is not withdrawn; a named one must verify, or the start
    /// fails. Read at the start; <see cref="ModelHost.SwapAsync"/> changes it while the service runs.
    /// </summary>
    [RegularExpression(ModelNames.VersionPattern)]
    public string? Version { get; set; }

    /// <summary>
    /// Threads within one call of a network. Default 1: callers then share the processors best; more shorten a lone call and
    /// cost throughput when several call (README, Options). Trees always run on one, so that their scores are equal to the bit.
    /// </summary>
    [Range(1, 64)]
    public int IntraOpThreads { get; set; } = 1;

    /// <summary>Callers of <see cref="ModelBatcher"/> whose rows run as one call, at most. Default 1: no batching.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; set; } = 1;

    /// <summary>
    /// How long the first of a batch waits for others, at most 1 s. Default 0: it runs with whoever is there as soon as a
    /// processor is free, so that batches grow with the load and a lone caller does not wait.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan BatchDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Calls that wait for a batch at most; further ones are refused (<see cref="InferenceBusyException"/>). Default 256.</summary>
    [Range(1, 100_000)]
    public int BatchQueue { get; set; } = 256;

    /// <summary>Largest <c>model.onnx</c> in bytes that is read. Default 512 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumModelBytes { get; set; } = 512 << 20;

    /// <summary>Largest <c>model.json</c> or <c>golden.json</c> in bytes that is read. Default 16 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumTextBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Most memory in bytes that all loaded versions of the model may take, reckoned from their files: a load that would
    /// pass it is refused. Default 1 GiB.
    /// </summary>
    [Range(1L, long.MaxValue)]
    public long MaximumMemoryBytes { get; set; } = 1L << 30;

    /// <summary>Whether the version before stays loaded until the next swap, to be rolled back to at once; without it none is taken out by itself. Default true.</summary>
    public bool KeepPrevious { get; set; } = true;

    /// <summary>Share of failed calls above which a version is taken out, when there is one before it. 1 never takes out. Default 0.1.</summary>
    [Range(0, 1.0)]
    public double TakeOutErrorRate { get; set; } = .1;

    /// <summary>Fewest calls from the first failed one on that tell. Default 20.</summary>
    [Range(1, int.MaxValue)]
    public int TakeOutMinimumCalls { get; set; } = 20;

    /// <summary>How long calls are counted from a failed one on; then counting begins anew with the next. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TakeOutWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Calls that wait for the shadow at most; further ones are not compared, and counted. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int ShadowQueue { get; set; } = 1_000;

    /// <summary>Shadow scores that are kept in memory to look at. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int ShadowKept { get; set; } = 1_000;
}

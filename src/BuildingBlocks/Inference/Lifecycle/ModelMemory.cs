using System.Globalization;
using Platform.Inference.Trees;

namespace Platform.Inference;

/// <summary>
/// What the versions of a model take, and the limit. ONNX Runtime does not tell what a session holds, so it is reckoned from
/// the size of the file with factors measured on the shipped models (resident and allocated bytes of twenty sessions
/// of each): trees 6.1 to 8.9 times the file loaded, and with the trees that are explained and a first call up to 9.0 times; networks 1.1 to
/// 1.8 times. A session's arena is added, and what explanations share, which is counted exactly. It is an estimate on the safe side, not a measurement of this process.
/// </summary>
internal sealed class ModelMemory(long limit)
{
    private const long Arena = 2 << 20;
    private const double TreeFactor = 10;
    private const double NetworkFactor = 2;

    private readonly Lock _lock = new();
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    public long Limit { get; } = limit;

    /// <param name="trees">What explains; null for a model that is not explained.</param>
    public static long Estimate(ModelKind kind, long fileBytes, TreeEnsemble? trees) =>
        (long)(fileBytes * (kind == ModelKind.TreeEnsemble ? TreeFactor : NetworkFactor)) + Arena + (trees is { HasCovers: true } ? ShapTree.BytesOf(trees) : 0);

    /// <summary>Sets the bytes aside.</summary>
    /// <param name="makeRoom">Asked to let something go while there is too little; false when nothing can go.</param>
    /// <returns>Null, or the reason why they do not fit.</returns>
    public string? Reserve(long bytes, Func<bool> makeRoom)
    {
        while (!TryReserve(bytes))
        {
            if (!makeRoom())
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"It would take about {bytes} bytes; {Used} of the {Limit} allowed (MaximumMemoryBytes) are in use.");
            }
        }

        return null;
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
        }
    }

    private bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (bytes > Limit - _used)
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }
}

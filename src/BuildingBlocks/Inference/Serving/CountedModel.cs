namespace Platform.Inference;

/// <summary>
/// A loaded version and how many still use it: the session goes when the host has let go and the last lease has ended,
/// on the thread that ended it, and never before. Taking and releasing is one atomic addition each.
/// </summary>
internal sealed class CountedModel(LoadedModel model, long memoryBytes = 0, Action<CountedModel>? disposed = null)
{
    // The low bits count leases. Closed: the host has let go. Gone: disposed, once.
    private const long Closed = 1L << 62;
    private const long Gone = 1L << 61;

    private long _state;

    public LoadedModel Model { get; } = model;

    public string Version => Model.Stamp.Version;

    /// <summary>What <see cref="ModelMemory"/> reckons it takes.</summary>
    public long MemoryBytes { get; } = memoryBytes;

    /// <summary>When it was last found for a replay: the one longest unused makes room first.</summary>
    public long LastFound { get; set; }

    public bool IsDisposed => (Interlocked.Read(ref _state) & Gone) != 0;

    public bool IsLeased => (Interlocked.Read(ref _state) & ~(Closed | Gone)) != 0;

    /// <summary>Counts one lease, unless the host has let go: then another version serves.</summary>
    public bool TryTake()
    {
        if ((Interlocked.Increment(ref _state) & Closed) == 0)
        {
            return true;
        }

        Release();
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
        {
            DisposeOnce();
        }
    }

    /// <summary>The host lets go: no lease begins any more.</summary>
    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
        {
            DisposeOnce();
        }
    }

    // Whoever took and was sent away may reach zero beside the last lease: only one of them disposes.
    private void DisposeOnce()
    {
        if (Interlocked.CompareExchange(ref _state, Closed | Gone, Closed) == Closed)
        {
            Model.Dispose();
            disposed?.Invoke(this);
        }
    }
}

namespace Platform.Inference;

/// <summary>
/// One version for one decision: score, explanation, thresholds and stamp are of the same version, and its session stays
/// while the lease lasts, whatever is swapped meanwhile. May be held across an await and by another thread. Dispose it
/// exactly once, after everything that came from it (<see cref="ModelOutputs"/>), so do not copy it: <c>using var lease = models.Lease();</c>.
/// </summary>
public readonly struct ModelLease : IDisposable
{
    private readonly CountedModel? _counted;

    internal ModelLease(CountedModel counted)
    {
        _counted = counted;
    }

    public LoadedModel Model => _counted?.Model ?? throw new InvalidOperationException("The lease was not taken from a ModelHost.");

    public void Dispose() => _counted?.Release();
}

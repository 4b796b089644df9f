namespace Platform.Inference;

/// <summary>
/// Which version serves, which served before, which shadows. Whoever loads does so without the lock, so each change names
/// the version it was decided for and is turned down when another serves by then: a take-out does not wait for a load.
/// </summary>
/// <param name="failing">Told, on the thread of the failing call, that too many calls of a version fail.</param>
/// <param name="makesInputs">Whether callers make the input of any version, so that a shadow may take other features.</param>
internal sealed class ModelRoles(
    ModelOptions options, VersionStore store, TimeProvider time, Action<CountedModel, long, long> failing, bool makesInputs = false)
{
    private readonly Lock _lock = new();
    private CountedModel? _serving;
    private CountedModel? _previous;
    private ShadowLine? _shadow;
    private string? _before;
    private bool _ended;

    public CountedModel? Serving => Volatile.Read(ref _serving);

    public ShadowLine? Shadow => Volatile.Read(ref _shadow);

    /// <summary>The version to roll back to, loaded or not; null when there is none.</summary>
    public string? Before => Volatile.Read(ref _before);

    public bool Has(CountedModel model) => model == Serving || model == Volatile.Read(ref _previous) || model == Shadow?.Model;

    /// <summary>The role of a loaded version; null when it has none.</summary>
    public ModelVersionState? Of(CountedModel model) =>
        model == Serving ? ModelVersionState.Serving
        : model == Shadow?.Model ? ModelVersionState.Shadow
        : model == Volatile.Read(ref _previous) ? ModelVersionState.Previous
        : null;

    /// <summary>Lets a version serve.</summary>
    /// <param name="from">What must serve until now; null at the start.</param>
    /// <param name="keep">Whether it can be rolled back to what served.</param>
    /// <param name="served">Called when it serves, and before anything else can change.</param>
    /// <returns>False when another serves by now, or <paramref name="next"/> was let go meanwhile: then nothing changed.</returns>
    public bool TryServe(CountedModel? from, CountedModel next, bool keep, Action? served = null)
    {
        lock (_lock)
        {
            if (_ended || _serving != from || next == from || !next.TryTake())
            {
                return false;
            }

            Serve(next, keep);
            next.Release();
            served?.Invoke();
            return true;
        }
    }

    /// <summary>Does something while a version serves, before anything else can change.</summary>
    /// <returns>False when another serves by now: then nothing was done.</returns>
    public bool WhileServing(CountedModel serving, Action act)
    {
        lock (_lock)
        {
            if (_serving != serving)
            {
                return false;
            }

            act();
            return true;
        }
    }

    /// <summary>Lets a version score beside the answers of the one that serves.</summary>
    /// <param name="serving">What must serve until now.</param>
    /// <param name="start">Starts the comparison; the version is counted once for it.</param>
    /// <returns>False when another serves by now, or the version was let go meanwhile: then nothing changed.</returns>
    public bool TryShadow(CountedModel serving, CountedModel shadow, Func<CountedModel, ShadowLine> start)
    {
        lock (_lock)
        {
            if (_ended || _serving != serving || !shadow.TryTake())
            {
                return false;
            }

            Replace(start(shadow));
            return true;
        }
    }

    public void EndShadow()
    {
        lock (_lock)
        {
            Replace(null);
        }
    }

    /// <summary>The version before serves instead of one that fails.</summary>
    /// <param name="told">Called while nothing can change, with the version that serves now, or null when none was kept.</param>
    public void TakeOut(CountedModel bad, Action<CountedModel?> told)
    {
        lock (_lock)
        {
            if (_ended || _serving != bad)
            {
                return;
            }

            var back = _previous;
            if (back is not null)
            {
                Serve(back, keep: false);
            }

            told(back);
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            _shadow?.Dispose();
            (_serving, _previous, _shadow) = (null, null, null);
        }
    }

    /// <summary>Whether one can score what the other scores.</summary>
    public static bool IsComparable(LoadedModel one, LoadedModel other) => one.RowLength == other.RowLength
        && one.Manifest.Features.Select(feature => feature.Name).SequenceEqual(other.Manifest.Features.Select(feature => feature.Name));

    private void Serve(CountedModel next, bool keep)
    {
        var (old, previous, shadow) = (_serving, _previous, _shadow?.Model);
        if (shadow is not null && (shadow == next || !(makesInputs || IsComparable(next.Model, shadow.Model))))
        {
            _shadow!.Dispose();
            Volatile.Write(ref _shadow, null);
        }

        if (old is not null)
        {
            old.Model.Traffic = null;
        }

        next.Model.Traffic = new Traffic(new ErrorWatch(options, time, (errors, calls) => failing(next, errors, calls))) { Shadow = _shadow };
        Volatile.Write(ref _serving, next);
        _before = keep ? old?.Version : null;
        _previous = keep && options.KeepPrevious ? old : null;
        store.Metrics.Serving(old?.Version, next.Version);
        // Only now: the one that serves from here on may have been any of these.
        LetUnlessNeeded(previous);
        LetUnlessNeeded(old);
        LetUnlessNeeded(shadow);
    }

    private void Replace(ShadowLine? line)
    {
        var old = _shadow;
        old?.Dispose();
        Volatile.Write(ref _shadow, line);
        if (_serving?.Model.Traffic is { } traffic)
        {
            traffic.Shadow = line;
        }

        LetUnlessNeeded(old?.Model);
    }

    // Under the lock, so that nobody gives a role to what is on its way out.
    private void LetUnlessNeeded(CountedModel? model)
    {
        if (model is not null && !Has(model))
        {
            store.Let(model);
        }
    }
}

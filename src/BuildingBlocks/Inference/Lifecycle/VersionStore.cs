using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// The versions of a model on disk and in memory. One load at a time: the caller sees to it. The rest is safe for all threads.
/// </summary>
internal sealed class VersionStore(
    string name, string folder, ModelOptions options, Action<ModelManifest>? accept, TimeProvider time, ILogger logger)
{
    // A replay may ask for a version again and again: one that was refused is not read each time.
    private static readonly TimeSpan RefusalStands = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CountedModel> _loaded = [];
    private readonly Dictionary<string, (IReadOnlyList<string> Reasons, long At)> _refused = [];
    private bool _ended;

    public string Name => name;

    public string Folder => folder;

    public ModelMemory Memory { get; } = new(options.MaximumMemoryBytes);

    public LifecycleMetrics Metrics { get; } = new(name);

    public bool Exists(string version) => Directory.Exists(Path.Combine(folder, version));

    public string[] NewestFirst() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder)
            .Select(path => Path.GetFileName(path))
            .Where(ModelNames.IsVersion)
            .OrderByDescending(Version.Parse)];

    public CountedModel? Loaded(string version)
    {
        lock (_lock)
        {
            return _loaded.GetValueOrDefault(version);
        }
    }

    /// <summary>The loaded version, counted for a replay; null when it is not loaded.</summary>
    public CountedModel? TakeLoaded(string version)
    {
        lock (_lock)
        {
            if (!_loaded.TryGetValue(version, out var model) || !model.TryTake())
            {
                return null;
            }

            model.LastFound = time.GetTimestamp();
            return model;
        }
    }

    /// <summary>Why the version was refused when it was last tried; null when it was not.</summary>
    public IReadOnlyList<string>? Refusal(string version, bool recent = false)
    {
        lock (_lock)
        {
            return _refused.TryGetValue(version, out var refusal) && !(recent && time.GetElapsedTime(refusal.At) > RefusalStands)
                ? refusal.Reasons
                : null;
        }
    }

    /// <summary>The version, loaded, checked and warm; null when it is refused, and then the reasons are added and logged.</summary>
    /// <param name="makeRoom">Lets a version go whose memory may be given back; false when there is none.</param>
    public CountedModel? TryLoad(string version, List<string> reasons, Func<bool> makeRoom, CancellationToken cancellationToken = default)
    {
        if (Loaded(version) is { } known)
        {
            return known;
        }

        var reserved = 0L;
        var wanted = new ModelExpectation(folder, name, version, accept, Reserve, cancellationToken);
        try
        {
            var model = new CountedModel(ModelLoader.Open(Path.Combine(folder, version), options, wanted), reserved, Disposed);
            Metrics.Loaded(model);
            if (TryAdd(model))
            {
                return model;
            }

            model.Close();
            throw new ObjectDisposedException(nameof(ModelHost));
        }
        catch (ModelRefusedException refused)
        {
            Memory.Release(reserved);
            lock (_lock)
            {
                _refused[version] = (refused.Reasons, time.GetTimestamp());
            }

            Metrics.Changed("refused", version);
            foreach (var reason in refused.Reasons)
            {
                InferenceLog.Refused(logger, name, version, reason);
            }

            reasons.AddRange(refused.Reasons);
            return null;
        }
        catch (Exception error) when (error is not ObjectDisposedException)
        {
            Memory.Release(reserved);
            throw;
        }

        string? Reserve(long bytes)
        {
            var reason = Memory.Reserve(bytes, makeRoom);
            reserved = reason is null ? bytes : 0;
            return reason;
        }
    }

    /// <summary>Lets the version go: its memory is given back when the last lease ends.</summary>
    public void Let(CountedModel model)
    {
        lock (_lock)
        {
            if (_loaded.GetValueOrDefault(model.Version) == model)
            {
                _loaded.Remove(model.Version);
            }
        }

        model.Close();
    }

    /// <summary>Lets the version go that was longest not found, of those that nobody uses; false when there is none.</summary>
    public bool LetUnused(Func<CountedModel, bool> isNeeded)
    {
        CountedModel? unused;
        lock (_lock)
        {
            unused = _loaded.Values.Where(model => !model.IsLeased && !isNeeded(model)).MinBy(model => model.LastFound);
        }

        if (unused is null)
        {
            return false;
        }

        Let(unused);
        return true;
    }

    /// <summary>The end: what is still being loaded goes as soon as it is.</summary>
    public void LetAll()
    {
        CountedModel[] all;
        lock (_lock)
        {
            _ended = true;
            all = [.. _loaded.Values];
        }

        Array.ForEach(all, Let);
    }

    private bool TryAdd(CountedModel model)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _refused.Remove(model.Version);
                _loaded[model.Version] = model;
            }

            return !_ended;
        }
    }

    private void Disposed(CountedModel model)
    {
        Memory.Release(model.MemoryBytes);
        Metrics.Disposed(model);
    }
}

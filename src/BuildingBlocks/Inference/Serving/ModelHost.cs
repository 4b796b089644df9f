using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// The versions of one model: which serves, which served before, which shadows, and any other by its version, to replay
/// a decision. Safe for all threads. Registered as a keyed singleton by <see cref="InferenceExtensions.AddModel"/>.
/// </summary>
public sealed class ModelHost : IDisposable
{
    // One load or asked-for change at a time. A take-out does not wait for it: see ModelRoles.
    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly string _folder;
    private readonly ModelOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IShadowSink> _sinks;
    private readonly VersionStore _store;
    private readonly Withdrawals _withdrawals;
    private readonly ModelRoles _roles;
    private volatile string? _concern;
    private volatile bool _disposed;

    /// <param name="name">The model's name: the last part of <paramref name="folder"/>, and the name in every manifest.</param>
    /// <param name="folder">Holds one folder per version.</param>
    /// <param name="accept">Throws when the service cannot use a model of that manifest: it is then refused.</param>
    public ModelHost(
        string name,
        string folder,
        ModelOptions options,
        ILogger<ModelHost> logger,
        TimeProvider? time = null,
        IEnumerable<IShadowSink>? sinks = null,
        Action<ModelManifest>? accept = null)
    {
        if (!ModelNames.IsName(name))
        {
            throw new ArgumentException($"\"{name}\" is no model name: lower-case words joined by hyphens.", nameof(name));
        }

        (Name, _folder, _options, _logger) = (name, folder, options, logger);
        (_time, _sinks) = (time ?? TimeProvider.System, [.. sinks ?? []]);
        _store = new VersionStore(name, folder, options, accept, _time, logger);
        _withdrawals = new Withdrawals(name, folder, logger);
        _roles = new ModelRoles(options, _store, _time, TakeOut);
    }

    public string Name { get; }

    /// <summary>What an operator should look at, until a version is asked for by name; null when there is nothing.</summary>
    public string? Concern => _concern;

    /// <summary>The comparison of the shadow; null when there is none.</summary>
    public ShadowReport? Shadow => _roles.Shadow?.Report();

    /// <summary>The version that serves, for one decision. Nothing is locked or allocated.</summary>
    /// <exception cref="ModelRefusedException">No version verifies.</exception>
    public ModelLease Lease()
    {
        while (true)
        {
            var serving = _roles.Serving ?? Start();
            if (serving.TryTake())
            {
                return new ModelLease(serving);
            }
            // It was let go between the two lines: another serves by now.
        }
    }

    /// <summary>The version a decision was made with, loaded and verified when first asked for; null when there is none that verifies.</summary>
    public ModelLease? Lease(string version)
    {
        if (!ModelNames.IsVersion(version))
        {
            return null;
        }

        if (_store.TakeLoaded(version) is { } loaded)
        {
            return new ModelLease(loaded);
        }

        _changes.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _store.Refusal(version, recent: true) is null && Load(version, []) is not null && _store.TakeLoaded(version) is { } taken
                ? new ModelLease(taken)
                : null;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Every version, on disk or in memory, and what it is to this instance.</summary>
    public ModelOverview Overview()
    {
        using var lease = Lease();
        var reviewed = new VersionReview(_store, _roles, _withdrawals);
        return new ModelOverview(
            Name, lease.Model.Stamp, _concern, Shadow, _store.Memory.Used, _store.Memory.Limit, [.. _store.NewestFirst().Select(reviewed.Of)]);
    }

    /// <summary>Loads, checks and warms a version, which then serves; decisions under way finish on the one before.</summary>
    public Task<SwapReport> SwapAsync(string version, CancellationToken cancellationToken) => ChangeAsync(
        from =>
        {
            if (from.Version == version)
            {
                _concern = null;
                return new SwapReport(SwapOutcome.AlreadyServing, version, version, []);
            }

            var reasons = new List<string>();
            if (Load(version, reasons, cancellationToken) is not { } to)
            {
                return Refused(from.Version, version, reasons);
            }

            if (!_roles.TryServe(from, to, keep: true, () => Asked(version, reason: null)))
            {
                return null;
            }

            _withdrawals.Write(version);
            LifecycleLog.Swapped(_logger, Name, from.Version, version);
            _store.Metrics.Changed("swapped", version);
            return new SwapReport(SwapOutcome.Swapped, from.Version, version, []);
        },
        cancellationToken);

    /// <summary>The version before serves again, and the one that served is withdrawn: no start chooses it by itself.</summary>
    public Task<SwapReport> RollBackAsync(CancellationToken cancellationToken) => ChangeAsync(
        from =>
        {
            if (_roles.Before is not { } version)
            {
                return new SwapReport(SwapOutcome.NothingBefore, from.Version, null, []);
            }

            var reasons = new List<string>();
            if (Load(version, reasons, cancellationToken) is not { } to)
            {
                return Refused(from.Version, version, reasons);
            }

            if (!_roles.TryServe(from, to, keep: false, () => Asked(from.Version, $"{_time.GetUtcNow():O} rolled back to {version}.")))
            {
                return null;
            }

            _withdrawals.Write(from.Version);
            LifecycleLog.RolledBack(_logger, Name, from.Version, version);
            _store.Metrics.Changed("rolled-back", from.Version);
            return new SwapReport(SwapOutcome.Swapped, from.Version, version, []);
        },
        cancellationToken);

    /// <summary>Lets a version score beside the answers, or none.</summary>
    public Task<SwapReport> SetShadowAsync(string? version, CancellationToken cancellationToken) => ChangeAsync(
        serving =>
        {
            var old = _roles.Shadow?.Model.Version;
            if (version is null)
            {
                _roles.EndShadow();
                if (old is not null)
                {
                    LifecycleLog.ShadowEnded(_logger, Name, old);
                }

                return new SwapReport(SwapOutcome.Swapped, old, null, []);
            }

            if (version == old)
            {
                return new SwapReport(SwapOutcome.AlreadyServing, old, version, []);
            }

            if (version == serving.Version)
            {
                return new SwapReport(SwapOutcome.Refused, old, version, ["It serves: a shadow is another version."]);
            }

            var reasons = new List<string>();
            if (Load(version, reasons, cancellationToken) is not { } model)
            {
                return Refused(old, version, reasons);
            }

            if (!ModelRoles.IsComparable(serving.Model, model.Model))
            {
                return new SwapReport(SwapOutcome.Refused, old, version, ["It takes other inputs than the version that serves."]);
            }

            if (!_roles.TryShadow(serving, model, taken => new ShadowLine(taken, _options, _sinks, _time, _logger)))
            {
                return null;
            }

            LifecycleLog.ShadowSet(_logger, Name, version);
            return new SwapReport(SwapOutcome.Swapped, old, version, []);
        },
        cancellationToken);

    public void Dispose()
    {
        _disposed = true;
        _roles.End();
        _store.LetAll();
        _withdrawals.WritePending();
    }

    // The change is decided again when it gives null: another version served by the time it had loaded.
    private async Task<SwapReport> ChangeAsync(Func<CountedModel, SwapReport?> change, CancellationToken cancellationToken)
    {
        _ = _roles.Serving ?? Start();
        await _changes.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    while (true)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        ObjectDisposedException.ThrowIf(_disposed || _roles.Serving is null, this);
                        if (change(_roles.Serving) is { } report)
                        {
                            return report;
                        }
                    }
                },
                cancellationToken);
        }
        finally
        {
            _changes.Release();
        }
    }

    private CountedModel? Load(string version, List<string> reasons, CancellationToken cancellationToken = default) =>
        ModelNames.IsVersion(version) && _store.Exists(version)
            ? _store.TryLoad(version, reasons, () => _store.LetUnused(_roles.Has), cancellationToken)
            : null;

    private static SwapReport Refused(string? from, string version, List<string> reasons) =>
        new(reasons.Count > 0 ? SwapOutcome.Refused : SwapOutcome.Unknown, from, version, reasons);

    // An operator decided: what was of concern is settled.
    private void Asked(string version, string? reason)
    {
        _concern = null;
        _withdrawals.Set(version, reason);
    }

    // On the thread of a call that failed: nothing here waits for a disk.
    private void TakeOut(CountedModel bad, long errors, long calls) => _roles.TakeOut(bad, back =>
    {
        if (back is null)
        {
            _concern = $"{errors} of {calls} calls of {bad.Version} failed, and no version before it was kept.";
            LifecycleLog.NothingBefore(_logger, Name, bad.Version, errors, calls);
            return;
        }

        _concern = $"{bad.Version} was taken out: {errors} of {calls} calls failed. {back.Version} serves.";
        _withdrawals.Set(bad.Version, $"{_time.GetUtcNow():O} taken out: {errors} of {calls} calls failed.");
        _withdrawals.WriteInBackground(bad.Version);
        LifecycleLog.TakenOut(_logger, Name, bad.Version, errors, calls, back.Version);
        _store.Metrics.Changed("taken-out", bad.Version);
    });

    private CountedModel Start()
    {
        _changes.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_roles.Serving is { } serving)
            {
                return serving;
            }

            var reasons = new List<string>();
            foreach (var version in _options.Version is { } wanted ? [wanted] : _store.NewestFirst())
            {
                if (_options.Version is null && _withdrawals.Reason(version) is { } reason)
                {
                    LifecycleLog.Skipped(_logger, Name, version, reason);
                    reasons.Add($"{version}: withdrawn, {reason}");
                    continue;
                }

                var found = new List<string>();
                if (_store.TryLoad(version, found, () => _store.LetUnused(_roles.Has)) is { } model && _roles.TryServe(null, model, keep: false))
                {
                    InferenceLog.Serving(_logger, Name, version, model.Model.Stamp.Sha256);
                    return model;
                }

                reasons.AddRange(found.Select(reason => $"{version}: {reason}"));
            }

            throw new ModelRefusedException(_folder, reasons.Count > 0 ? reasons : ["There is no version folder, such as 1.0.0."]);
        }
        finally
        {
            _changes.Release();
        }
    }
}

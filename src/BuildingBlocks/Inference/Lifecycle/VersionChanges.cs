using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// How a version comes to its role, and loses it. One load or asked-for change at a time; a take-out does not wait for it
/// (see <see cref="ModelRoles"/>), so a change may give null: another version served by the time it had loaded.
/// </summary>
internal sealed class VersionChanges : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly VersionStore _store;
    private readonly Withdrawals _withdrawals;
    private readonly ModelOptions _options;
    private readonly IReadOnlyList<IShadowSink> _sinks;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly bool _makesInputs;
    private volatile string? _concern;
    private volatile bool _disposed;

    public VersionChanges(
        VersionStore store, Withdrawals withdrawals, ModelOptions options, IReadOnlyList<IShadowSink> sinks, TimeProvider time, ILogger logger,
        bool makesInputs = false)
    {
        _makesInputs = makesInputs;
        (_store, _withdrawals, _options, _sinks, _time, _logger) = (store, withdrawals, options, sinks, time, logger);
        Roles = new ModelRoles(options, store, time, TakeOut, makesInputs);
    }

    public ModelRoles Roles { get; }

    /// <inheritdoc cref="ModelHost.Concern"/>
    public string? Concern => _concern;

    /// <summary>The first that is neither withdrawn nor refused serves, or the one the options name.</summary>
    /// <exception cref="ModelRefusedException">No version verifies.</exception>
    public CountedModel Start()
    {
        _oneAtATime.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ModelHost));
            return Roles.Serving ?? Choose();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The version, loaded if need be, and counted; null when there is none, or it was refused.</summary>
    public CountedModel? TakeForReplay(string version)
    {
        _oneAtATime.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ModelHost));
            while (_store.Refusal(version, recent: true) is null && Load(version, [], default) is not null)
            {
                if (_store.TakeLoaded(version) is { } taken)
                {
                    return taken;
                }
                // It was loaded already, and was taken out and let go between the two lines: it is loaded again.
            }

            return null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Makes a change, from what serves; decides it again when it gives null.</summary>
    public async Task<SwapReport> MakeAsync(Func<CountedModel, SwapReport?> change, CancellationToken cancellationToken)
    {
        _ = Roles.Serving ?? Start();
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    while (true)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var serving = Roles.Serving;
                        ObjectDisposedException.ThrowIf(_disposed || serving is null, typeof(ModelHost));
                        if (change(serving) is { } report)
                        {
                            return report;
                        }
                    }
                },
                cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public SwapReport? Swap(CountedModel from, string version, CancellationToken cancellationToken)
    {
        if (from.Version == version)
        {
            return Roles.WhileServing(from, () => _concern = null) ? new SwapReport(SwapOutcome.AlreadyServing, version, version, []) : null;
        }

        var reasons = new List<string>();
        if (Load(version, reasons, cancellationToken) is not { } to)
        {
            return Refused(from.Version, version, reasons);
        }

        if (!Roles.TryServe(from, to, keep: true, () => Asked(version, reason: null)))
        {
            return null;
        }

        _withdrawals.Write(version);
        LifecycleLog.Swapped(_logger, _store.Name, from.Version, version);
        _store.Metrics.Changed("swapped", version);
        return new SwapReport(SwapOutcome.Swapped, from.Version, version, []);
    }

    public SwapReport? RollBack(CountedModel from, CancellationToken cancellationToken)
    {
        if (Roles.Before is not { } version)
        {
            return new SwapReport(SwapOutcome.NothingBefore, from.Version, null, []);
        }

        var reasons = new List<string>();
        if (Load(version, reasons, cancellationToken) is not { } to)
        {
            return Refused(from.Version, version, reasons);
        }

        if (!Roles.TryServe(from, to, keep: false, () => Asked(from.Version, $"{_time.GetUtcNow():O} rolled back to {version}.")))
        {
            return null;
        }

        _withdrawals.Write(from.Version);
        LifecycleLog.RolledBack(_logger, _store.Name, from.Version, version);
        _store.Metrics.Changed("rolled-back", from.Version);
        return new SwapReport(SwapOutcome.Swapped, from.Version, version, []);
    }

    public SwapReport? SetShadow(CountedModel serving, string? version, CancellationToken cancellationToken)
    {
        var old = Roles.Shadow?.Model.Version;
        if (version is null && old is null)
        {
            return new SwapReport(SwapOutcome.AlreadyServing, null, null, []);
        }

        if (version is null)
        {
            Roles.EndShadow();
            LifecycleLog.ShadowEnded(_logger, _store.Name, old!);
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

        if (!_makesInputs && !ModelRoles.IsComparable(serving.Model, model.Model))
        {
            return new SwapReport(SwapOutcome.Refused, old, version, ["It takes other inputs than the version that serves."]);
        }

        if (!Roles.TryShadow(serving, model, taken => new ShadowLine(taken, _options, _sinks, _time, _logger)))
        {
            return null;
        }

        LifecycleLog.ShadowSet(_logger, _store.Name, version);
        return new SwapReport(SwapOutcome.Swapped, old, version, []);
    }

    public void Dispose()
    {
        _disposed = true;
        Roles.End();
    }

    private static SwapReport Refused(string? from, string version, List<string> reasons) =>
        new(reasons.Count > 0 ? SwapOutcome.Refused : SwapOutcome.Unknown, from, version, reasons);

    private CountedModel? Load(string version, List<string> reasons, CancellationToken cancellationToken) =>
        ModelNames.IsVersion(version) && _store.Exists(version)
            ? _store.TryLoad(version, reasons, () => _store.LetUnused(Roles.Has), cancellationToken)
            : null;

    // An operator decided: what was of concern is settled.
    private void Asked(string version, string? reason)
    {
        _concern = null;
        _withdrawals.Set(version, reason);
    }

    // On the thread of a call that failed: nothing here waits for a disk.
    private void TakeOut(CountedModel bad, long errors, long calls) => Roles.TakeOut(bad, back =>
    {
        if (back is null)
        {
            _concern = $"{errors} of {calls} calls of {bad.Version} failed, and no version before it was kept.";
            LifecycleLog.NothingBefore(_logger, _store.Name, bad.Version, errors, calls);
            return;
        }

        _concern = $"{bad.Version} was taken out: {errors} of {calls} calls failed. {back.Version} serves.";
        _withdrawals.Set(bad.Version, $"{_time.GetUtcNow():O} taken out: {errors} of {calls} calls failed.");
        _withdrawals.WriteInBackground(bad.Version);
        LifecycleLog.TakenOut(_logger, _store.Name, bad.Version, errors, calls, back.Version);
        _store.Metrics.Changed("taken-out", bad.Version);
    });

    private CountedModel Choose()
    {
        var reasons = new List<string>();
        foreach (var version in _options.Version is { } wanted ? [wanted] : _store.NewestFirst())
        {
            if (_options.Version is null && _withdrawals.Reason(version) is { } reason)
            {
                LifecycleLog.Skipped(_logger, _store.Name, version, reason);
                reasons.Add($"{version}: withdrawn, {reason}");
                continue;
            }

            var found = new List<string>();
            if (_store.TryLoad(version, found, () => _store.LetUnused(Roles.Has)) is { } model && Roles.TryServe(null, model, keep: false))
            {
                InferenceLog.Serving(_logger, _store.Name, version, model.Model.Stamp.Sha256);
                return model;
            }

            reasons.AddRange(found.Select(reason => $"{version}: {reason}"));
        }

        throw new ModelRefusedException(_store.Folder, reasons.Count > 0 ? reasons : ["There is no version folder, such as 1.0.0."]);
    }
}

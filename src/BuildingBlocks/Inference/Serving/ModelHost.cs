using Microsoft.Extensions.Logging;

namespace Platform.Inference;

/// <summary>
/// The versions of one model: which serves, which served before, which shadows, and any other by its version, to replay
/// a decision. Safe for all threads. Registered as a keyed singleton by <see cref="InferenceExtensions.AddModel"/>.
/// </summary>
public sealed class ModelHost : IDisposable
{
    private readonly VersionStore _store;
    private readonly Withdrawals _withdrawals;
    private readonly VersionChanges _changes;
    private readonly ModelRoles _roles;

    /// <param name="name">The model's name: the last part of <paramref name="folder"/>, and the name in every manifest.</param>
    /// <param name="folder">Holds one folder per version.</param>
    /// <param name="accept">Throws when the service cannot use a model of that manifest: it is then refused.</param>
    /// <param name="makesInputs">Whether every call says how the input of another version is made: a shadow may then take other features.</param>
    public ModelHost(
        string name,
        string folder,
        ModelOptions options,
        ILogger<ModelHost> logger,
        TimeProvider? time = null,
        IEnumerable<IShadowSink>? sinks = null,
        Action<ModelManifest>? accept = null,
        bool makesInputs = false)
    {
        if (!ModelNames.IsName(name))
        {
            throw new ArgumentException($"\"{name}\" is no model name: lower-case words joined by hyphens.", nameof(name));
        }

        time ??= TimeProvider.System;
        Name = name;
        _store = new VersionStore(name, folder, options, accept, time, logger);
        _withdrawals = new Withdrawals(name, folder, logger);
        _changes = new VersionChanges(_store, _withdrawals, options, [.. sinks ?? []], time, logger, makesInputs);
        _roles = _changes.Roles;
    }

    public string Name { get; }

    /// <summary>What an operator should look at, until a version is asked for by name; null when there is nothing.</summary>
    public string? Concern => _changes.Concern;

    /// <summary>The comparison of the shadow; null when there is none.</summary>
    public ShadowReport? Shadow => _roles.Shadow?.Report();

    /// <summary>The version that serves, for one decision. Nothing is locked or allocated.</summary>
    /// <exception cref="ModelRefusedException">No version verifies.</exception>
    public ModelLease Lease()
    {
        while (true)
        {
            var serving = _roles.Serving ?? _changes.Start();
            if (serving.TryTake())
            {
                return new ModelLease(serving);
            }
            // It was let go between the two lines: another serves by now.
        }
    }

    /// <summary>The version a decision was made with, loaded and verified when first asked for; null when there is none that verifies.</summary>
    public ModelLease? Lease(string version) =>
        ModelNames.IsVersion(version) && (_store.TakeLoaded(version) ?? _changes.TakeForReplay(version)) is { } taken
            ? new ModelLease(taken)
            : null;

    /// <summary>Every version, on disk or in memory, and what it is to this instance.</summary>
    public ModelOverview Overview()
    {
        using var lease = Lease();
        var reviewed = new VersionReview(_store, _roles, _withdrawals);
        return new ModelOverview(
            Name, lease.Model.Stamp, Concern, Shadow, _store.Memory.Used, _store.Memory.Limit, [.. _store.NewestFirst().Select(reviewed.Of)]);
    }

    /// <summary>Loads, checks and warms a version, which then serves; decisions under way finish on the one before.</summary>
    public Task<SwapReport> SwapAsync(string version, CancellationToken cancellationToken) =>
        _changes.MakeAsync(from => _changes.Swap(from, version, cancellationToken), cancellationToken);

    /// <summary>The version before serves again, and the one that served is withdrawn: no start chooses it by itself.</summary>
    public Task<SwapReport> RollBackAsync(CancellationToken cancellationToken) =>
        _changes.MakeAsync(from => _changes.RollBack(from, cancellationToken), cancellationToken);

    /// <summary>Lets a version score beside the answers, or none.</summary>
    public Task<SwapReport> SetShadowAsync(string? version, CancellationToken cancellationToken) =>
        _changes.MakeAsync(serving => _changes.SetShadow(serving, version, cancellationToken), cancellationToken);

    public void Dispose()
    {
        _changes.Dispose();
        _store.LetAll();
        _withdrawals.WritePending();
    }
}

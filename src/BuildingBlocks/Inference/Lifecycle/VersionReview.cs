namespace Platform.Inference;

/// <summary>What is known of a version without loading it.</summary>
internal sealed class VersionReview(VersionStore store, ModelRoles roles, Withdrawals withdrawals)
{
    public ModelVersion Of(string version)
    {
        var loaded = store.Loaded(version);
        var withdrawn = withdrawals.Reason(version);
        var refused = store.Refusal(version);
        var state = (loaded is null ? null : roles.Of(loaded))
            ?? (withdrawn is not null ? ModelVersionState.Withdrawn
            : loaded is not null ? ModelVersionState.Replay
            : refused is not null ? ModelVersionState.Refused
            : ModelVersionState.Available);
        return new ModelVersion(
            version, state, loaded?.Model.Stamp.Sha256, loaded?.MemoryBytes, [.. withdrawn is null ? [] : new[] { withdrawn }, .. refused ?? []]);
    }
}

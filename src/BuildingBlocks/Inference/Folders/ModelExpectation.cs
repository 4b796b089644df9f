namespace Platform.Inference;

/// <summary>What a host expects of a folder, beyond what every model folder must hold to.</summary>
/// <param name="Root">The folder of versions, which the version's folder must not leave.</param>
/// <param name="Accept">Throws when the service cannot use the model; the message is the reason.</param>
/// <param name="Reserve">Sets memory aside, or says why there is none.</param>
internal sealed record ModelExpectation(
    string Root, string Name, string Version, Action<ModelManifest>? Accept, Func<long, string?> Reserve, CancellationToken CancellationToken)
{
    public IEnumerable<string> Check(ModelManifest manifest)
    {
        if (manifest.Name != Name || manifest.Version != Version)
        {
            yield return $"The manifest says {manifest.Name} {manifest.Version}, the folder {Name} {Version}.";
        }

        if (Unacceptable(manifest) is { } reason)
        {
            yield return $"The service cannot use it: {reason}";
        }
    }

    // The service's own code, which may refuse by any exception.
    private string? Unacceptable(ModelManifest manifest)
    {
        try
        {
            Accept?.Invoke(manifest);
            return null;
        }
        catch (Exception error)
        {
            return error.Message;
        }
    }
}

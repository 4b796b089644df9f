using Platform.Cli.Running;

namespace Platform.Cli.Setup;

/// <summary>The container engine of this machine, if one answers: a client alone is none.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Its command, <c>docker</c> or <c>podman</c>, or null.</summary>
    public static async Task<string?> FindAsync(Clone clone, CancellationToken cancellationToken)
    {
        foreach (var engine in new[] { "docker", "podman" })
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(Patience);
                var (exitCode, _) = await ChildProcess.CaptureAsync(engine, ["info"], clone.Root, cancellationToken: limit.Token);
                if (exitCode == 0)
                {
                    return engine;
                }
            }
            catch (Exception failure) when (failure is CommandFailedException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Not on this machine, or it does not answer: the next one.
            }
        }

        return null;
    }

    /// <summary>Removes the volumes of the clone's servers; those that do not exist are no matter.</summary>
    public static async Task RemoveVolumesAsync(Clone clone, CancellationToken cancellationToken)
    {
        if (await FindAsync(clone, cancellationToken) is { } engine)
        {
            var prefix = clone.State.VolumePrefix;
            await ChildProcess.CaptureAsync(
                engine, ["volume", "rm", "--force", $"{prefix}-postgres", $"{prefix}-rabbitmq"], clone.Root, cancellationToken: cancellationToken);
        }
    }
}

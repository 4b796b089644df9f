using Microsoft.Extensions.Hosting;
using Platform.LocalServers;

namespace Platform.AppHost;

internal static class State
{
    /// <summary>The state folder: of this clone, or the one the configuration names (tests have their own).</summary>
    public static StateFolder Of(IDistributedApplicationBuilder builder) =>
        builder.Configuration[StateFolder.Variable] is { Length: > 0 } path
            ? StateFolder.At(path)
            : StateFolder.OfClone(builder.AppHostDirectory);
}

/// <summary>Gives the state folder back when the AppHost has stopped: on disposal, which comes after all servers have ended.</summary>
internal sealed class StateClaim(IDisposable claim) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => claim.Dispose();
}

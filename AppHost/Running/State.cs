using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>What this clone keeps on the machine: data of local servers, secrets, ports.</summary>
internal static class State
{
    /// <summary>The state folder: of this clone, or the one the configuration names (tests have their own).</summary>
    public static StateFolder Of(IDistributedApplicationBuilder builder) =>
        builder.Configuration[StateFolder.Variable] is { Length: > 0 } path
            ? StateFolder.At(path)
            : StateFolder.OfClone(builder.AppHostDirectory);

    /// <summary>Where services keep what they must find again when they were killed.</summary>
    public static string FilesOf(IDistributedApplicationBuilder builder) => Path.Combine(Of(builder).Path, "files");

    /// <summary>Takes the state folder for this process until it ends.</summary>
    /// <exception cref="DistributedApplicationException">The platform runs from it already.</exception>
    public static void ClaimState(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var state = Of(builder);
        var claim = state.TryClaim() ?? throw new DistributedApplicationException(
            $"The platform runs already from this clone ({state.Path}). './platform down' stops it.");
        builder.Services.AddHostedService(_ => new StateClaim(claim));
    }

    /// <summary>Gives the folder back when the AppHost has stopped: on disposal, which comes after all servers have ended.</summary>
    private sealed class StateClaim(IDisposable claim) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => claim.Dispose();
    }
}

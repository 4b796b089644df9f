using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>What this clone keeps on the machine: data of local servers, secrets, ports.</summary>
internal static class State
{
    private static readonly TimeSpan LeftoversPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    /// <summary>The state folder: of this clone, or the one the configuration names (tests have their own).</summary>
    public static StateFolder Of(IDistributedApplicationBuilder builder) =>
        builder.Configuration[StateFolder.Variable] is { Length: > 0 } path
            ? StateFolder.At(path)
            : StateFolder.OfClone(builder.AppHostDirectory);

    /// <summary>Where services keep what they must find again when they were killed.</summary>
    public static string FilesOf(IDistributedApplicationBuilder builder) => Path.Combine(Of(builder).Path, "files");

    /// <summary>
    /// Takes the state folder for this process until it ends, when what a killed run left behind has gone: that is still
    /// stopping its servers in order.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The platform runs from it already.</exception>
    public static async Task ClaimStateAsync(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var state = Of(builder);
        var claim = state.TryClaim() ?? throw new DistributedApplicationException(
            $"The platform runs already from this clone (process {Leftovers.Owner(state)}, {state.Path}). './platform down' stops it.");
        await Leftovers.EndAsync(state, LeftoversPatience, CancellationToken.None);
        // Everything that is started inherits it, so that it is known for this clone's should the orchestrator be lost.
        Environment.SetEnvironmentVariable(Leftovers.Variable, state.Path);
        builder.Services.AddHostedService(_ => new StateClaim(state, claim));
    }

    /// <summary>
    /// Gives the folder back on disposal, which comes after all servers have been told to stop; they may take some seconds
    /// more, and nobody who pressed Ctrl-C expects anything to run when the prompt is back.
    /// </summary>
    private sealed class StateClaim(StateFolder state, IDisposable claim) : IHostedService, IDisposable, IAsyncDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => claim.Dispose();

        public async ValueTask DisposeAsync()
        {
            await Leftovers.WaitForProgramsAsync(state, StopPatience, CancellationToken.None);
            Dispose();
        }
    }
}

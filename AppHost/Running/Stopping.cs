using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.AppHost;

internal static class Stopping
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);

    /// <summary>Runs until it is told to stop, which may be while it starts: that is no failure, and ends what was started.</summary>
    /// <remarks>Aspire's start lasts until the last resource has been started, and the host takes a stop before that for a fault.</remarks>
    public static async Task RunUntilStoppedAsync(this DistributedApplication application)
    {
        // A test that runs this program inside of its own starts, stops and disposes the application itself.
        var isHosted = Assembly.GetEntryAssembly() != typeof(Stopping).Assembly;
        if (isHosted || application.Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            await application.RunAsync();
            return;
        }

        await using (application)
        {
            var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
            try
            {
                await application.StartAsync();
                await application.WaitForShutdownAsync();
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Not on the stack of whoever asked for the stop: that may be a service that is stopped here. Aspire waits
                // for its orchestrator even where that has not been started yet; what is left when the patience is over, the
                // orchestrator ends by itself once this process is gone.
                await Task.Yield();
                using var patience = new CancellationTokenSource(StopPatience);
                await application.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Keeps the host from logging a stop during the start as the exception that it is made of.</summary>
    public static void StopQuietly(this IDistributedApplicationBuilder builder) =>
        builder.Services.AddOptions<LoggerFilterOptions>().Configure<IServiceProvider>((filters, services) =>
            filters.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information
                && !services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested));
}

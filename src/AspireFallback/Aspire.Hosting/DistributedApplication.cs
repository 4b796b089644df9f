using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The application: its host starts all resources, and stops them in reverse order.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointHook? _hook;

    internal DistributedApplication(IHost host, EntryPointHook? hook) => (_host, _hook) = (host, hook);

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        new DistributedApplicationBuilder(args, EntryPointHook.Current);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        CreateBuilder(options.Args ?? []);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts everything and returns when a signal or <see cref="StopAsync"/> has stopped it. Under a test, the test starts and stops.</summary>
    public Task RunAsync(CancellationToken cancellationToken = default) =>
        _hook is null ? _host.RunAsync(cancellationToken) : _hook.Disposed;

    public Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<Orchestrator>().StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _hook?.EndEntryPoint();
    }
}

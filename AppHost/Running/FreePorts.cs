using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.AppHost;

/// <summary>Two clones run at once: the second moves to the next free block of ports.</summary>
internal static class FreePorts
{
    // Read by the dashboard and what reports to it, when they start.
    private static readonly string[] DashboardAddresses =
        ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>Moves the ports of services and dashboard where others hold them. Call it when all resources are there.</summary>
    public static void UseFreePorts(this IDistributedApplicationBuilder builder)
    {
        // Tests have random ports.
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            return;
        }

        var endpoints = builder.Resources.OfType<ProjectResource>()
            .SelectMany(service => service.Annotations.OfType<EndpointAnnotation>())
            .Where(endpoint => endpoint.Port is not null)
            .ToArray();
        var addresses = DashboardAddresses.Select(name => (Name: name, Address: builder.Configuration[name]))
            .Where(setting => Uri.IsWellFormedUriString(setting.Address, UriKind.Absolute))
            .Select(setting => (setting.Name, Address: new UriBuilder(setting.Address!)))
            .ToArray();

        var block = PortBlock.Claim(
            State.Of(builder),
            [.. endpoints.Select(endpoint => endpoint.Port!.Value), .. addresses.Select(setting => setting.Address.Port)]);
        builder.Services.AddHostedService(services =>
            new PortBlockHolder(block, services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.AppHost.Ports")));
        foreach (var endpoint in endpoints)
        {
            endpoint.Port = block.Move(endpoint.Port!.Value);
        }

        foreach (var (name, address) in addresses)
        {
            address.Port = block.Move(address.Port);
            builder.Configuration[name] = address.Uri.GetLeftPart(UriPartial.Authority);
        }
    }
}

/// <summary>Says where a run has moved to, and gives the block back at its end.</summary>
internal sealed partial class PortBlockHolder(PortBlock block, ILogger logger) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (block.First != PortBlock.Default)
        {
            LogMoved(logger, PortBlock.Default, PortBlock.Default + PortBlock.Size - 1, block.First, block.Last);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => block.Dispose();

    [LoggerMessage(1, LogLevel.Warning, "Ports from {From} to {To} are held by another program; this run has those from {First} to {Last} instead.")]
    private static partial void LogMoved(ILogger logger, int from, int to, int first, int last);
}

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint its port: the fixed one, or a free one. Under tests all are free ones.</summary>
internal sealed record PortAllocation(bool RandomPorts)
{
    public void Allocate(IEnumerable<IResource> resources)
    {
        foreach (var endpoint in resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
        {
            endpoint.AllocatedPort = RandomPorts ? FreePort() : endpoint.Port ?? FreePort();
        }
    }

    /// <exception cref="DistributedApplicationException">Another process listens on one of the resource's ports.</exception>
    public static void RequireFree(IResource resource)
    {
        var held = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (held.Contains(endpoint.AllocatedPort!.Value))
            {
                throw new DistributedApplicationException(
                    $"port {endpoint.AllocatedPort} is held by another process ('ss -ltnp' shows which one)");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

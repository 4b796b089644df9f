using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint its port: the fixed one, or a free one. Under tests all are free ones.</summary>
internal sealed record PortAllocation(bool RandomPorts)
{
    public void Allocate(IEnumerable<IResource> resources)
    {
        foreach (var endpoint in resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
        {
            endpoint.AllocatedPort = RandomPorts ? Ports.Free() : endpoint.Port ?? Ports.Free();
        }
    }

    /// <exception cref="DistributedApplicationException">Another process listens on one of the resource's ports.</exception>
    public static void RequireFree(IResource resource)
    {
        if (resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => Ports.IsHeld(endpoint.AllocatedPort!.Value)) is { } held)
        {
            throw new DistributedApplicationException(
                $"port {held.AllocatedPort} is held by another process: end that one (ss -ltnp 'sport = :{held.AllocatedPort}' names it) and start again");
        }
    }
}

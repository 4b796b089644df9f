using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider
{
    public IResourceWithEndpoints Resource { get; } = owner;

    public string EndpointName { get; } = endpointName;

    public int Port => Endpoint.AllocatedPort
        ?? throw new InvalidOperationException($"The endpoint {EndpointName} of {Resource.Name} has no port before the application starts.");

    public string Url => string.Create(CultureInfo.InvariantCulture, $"{Endpoint.UriScheme}://localhost:{Port}");

    private EndpointAnnotation Endpoint =>
        Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.Name == EndpointName)
        ?? throw new DistributedApplicationException($"{Resource.Name} has no endpoint called {EndpointName}.");

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.TestKit;

/// <summary>An endpoint as the service's router knows it: tables of tests are compared with these, so that none is forgotten.</summary>
/// <param name="Method">Of its requests.</param>
/// <param name="Endpoint">As it was mapped.</param>
public sealed record ServedEndpoint(string Method, RouteEndpoint Endpoint)
{
    /// <summary>Those of the API, and whatever else is not for everybody.</summary>
    public static ServedEndpoint[] AllOf<TProgram>(ServiceFixture<TProgram> service)
        where TProgram : class =>
        [.. service.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => Path(endpoint).StartsWith("v1/", StringComparison.Ordinal) || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => new ServedEndpoint(method, endpoint)))];

    /// <summary>The one that answers a request: literal segments before parameters, as the router chooses.</summary>
    /// <param name="endpoints">Those to choose from.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="path">Of the request, with or without its query.</param>
    public static ServedEndpoint? For(IEnumerable<ServedEndpoint> endpoints, string method, string path)
    {
        var segments = path.Split('?')[0].Trim('/').Split('/');
        return endpoints
            .Where(endpoint => endpoint.Method == method && endpoint.Fits(segments))
            .MinBy(endpoint => endpoint.Endpoint.RoutePattern.InboundPrecedence);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} /{Path(Endpoint)}";

    private static string Path(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.Trim('/') ?? "";

    private bool Fits(string[] path)
    {
        var pattern = Endpoint.RoutePattern.PathSegments;
        return pattern.Count == path.Length && pattern.Zip(path).All(pair =>
            pair.First.Parts[0] is not RoutePatternLiteralPart literal || string.Equals(literal.Content, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}

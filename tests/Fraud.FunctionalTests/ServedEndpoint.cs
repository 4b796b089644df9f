using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Fraud.FunctionalTests;

/// <summary>An endpoint as the service's router knows it: tables of tests are compared with these, so that none is forgotten.</summary>
internal sealed record ServedEndpoint(string Method, RouteEndpoint Endpoint)
{
    /// <summary>Where its route has parameters, counted in segments.</summary>
    public int[] RouteParameters { get; } =
        [.. Endpoint.RoutePattern.PathSegments.Index().Where(segment => segment.Item.Parts[0].IsParameter).Select(segment => segment.Index)];

    /// <summary>What it reads from the query.</summary>
    public string[] QueryParameters { get; } =
        [.. Endpoint.Metadata.OfType<IParameterBindingMetadata>()
            .Where(parameter => parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
            .Select(parameter => parameter.Name)
            .Where(name => Endpoint.RoutePattern.GetParameter(name) is null)];

    /// <summary>Names of members that its body may have, at any depth.</summary>
    public string[] BodyMembers { get; } =
        [.. Members(Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, []).Distinct(StringComparer.Ordinal)];

    public override string ToString() => $"{Method} /{Endpoint.RoutePattern.RawText?.Trim('/')}";

    public static ServedEndpoint[] AllOf<TProgram>(ServiceFixture<TProgram> service)
        where TProgram : class =>
        [.. service.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal) == true)
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
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
            .MaxBy(endpoint => endpoint.Endpoint.RoutePattern.PathSegments.Count(segment => segment.IsSimple && segment.Parts[0].IsLiteral));
    }

    private bool Fits(string[] path)
    {
        var pattern = Endpoint.RoutePattern.PathSegments;
        return pattern.Count == path.Length && pattern.Zip(path).All(pair =>
            pair.First.Parts[0] is not RoutePatternLiteralPart literal || string.Equals(literal.Content, pair.Second, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Members(Type? type, HashSet<Type> seen)
    {
        if (type is null || !seen.Add(type))
        {
            return [];
        }

        var items = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        return type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || type.IsArray
            ? items.SelectMany(item => Members(item, seen))
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .SelectMany(member => Members(member.PropertyType, seen).Prepend(JsonNamingPolicy.CamelCase.ConvertName(member.Name)));
    }
}

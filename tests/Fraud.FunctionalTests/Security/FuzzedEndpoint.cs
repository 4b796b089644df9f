using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Fraud.FunctionalTests.Security;

/// <summary>What of a request to an endpoint can be made odd.</summary>
internal static class FuzzedEndpoint
{
    /// <summary>Where its route has parameters, counted in segments.</summary>
    public static int[] RouteParameters(this ServedEndpoint served) =>
        [.. served.Endpoint.RoutePattern.PathSegments.Index().Where(segment => segment.Item.Parts[0].IsParameter).Select(segment => segment.Index)];

    /// <summary>What it reads from the query.</summary>
    public static string[] QueryParameters(this ServedEndpoint served) =>
        [.. served.Endpoint.Metadata.OfType<IParameterBindingMetadata>()
            .Where(parameter => parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
            .Select(parameter => parameter.Name)
            .Where(name => served.Endpoint.RoutePattern.GetParameter(name) is null)];

    /// <summary>Names of members that its body may have, at any depth.</summary>
    public static string[] BodyMembers(this ServedEndpoint served) =>
        [.. Members(served.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, []).Distinct(StringComparer.Ordinal)];

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

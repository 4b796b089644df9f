using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Platform.ServiceDefaults;

/// <summary>What the contract of an endpoint expects at a path of its JSON.</summary>
internal static partial class JsonContract
{
    private const string SomethingElse = "has a value of the wrong type.";

    /// <param name="root">Type of the body, when it is known.</param>
    /// <param name="path">Path as the serialiser writes it: <c>$.items[2].amount</c>, <c>$['odd name']</c>.</param>
    public static string Expected(Type? root, string path, JsonSerializerOptions options)
    {
        var type = root;
        foreach (Match step in Steps().Matches(path))
        {
            type = type is null ? null : Step(options.GetTypeInfo(type), step);
        }

        return type is null ? SomethingElse : Describe(Nullable.GetUnderlyingType(type) ?? type, options);
    }

    private static Type? Step(JsonTypeInfo contract, Match step) => contract.Kind switch
    {
        JsonTypeInfoKind.Object => contract.Properties.FirstOrDefault(property => property.Name == step.Groups["name"].Value)?.PropertyType,
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => contract.ElementType,
        _ => null,
    };

    private static string Describe(Type type, JsonSerializerOptions options) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => $"must be one of: {string.Join(", ", Words(type))}.",
        TypeCode.Boolean => "must be true or false.",
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32
            or TypeCode.Int64 or TypeCode.UInt64 => "must be a whole number within its range.",
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "must be a finite number.",
        TypeCode.String => "must be text, without U+0000.",
        _ when type == typeof(Guid) => "must be a UUID.",
        _ when type == typeof(DateTimeOffset) => "must be a date and time with an offset, such as 2026-01-31T12:00:00Z.",
        _ when type == typeof(DateOnly) => "must be a date, such as 2026-01-31.",
        _ => options.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Enumerable => "must be a list.",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "must be an object.",
            _ => SomethingElse,
        },
    };

    private static IEnumerable<string> Words(Type type) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']+)'\]|\[(?<index>\d+)\]")]
    private static partial Regex Steps();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults;

/// <summary>How JSON is read and written at the edge of a service: nothing is guessed.</summary>
public static class StrictJsonExtensions
{
    internal static void AddStrictJson(this WebApplicationBuilder builder) =>
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.MakeStrict());

    /// <summary>
    /// Unknown, duplicate and missing members, numbers in strings, numbers that are not finite, and null where none is
    /// allowed are refused; enumerations are kebab-case words; times need an offset and are read as UTC.
    /// </summary>
    public static JsonSerializerOptions MakeStrict(this JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new FiniteDoubleConverter());
        options.Converters.Add(new FiniteSingleConverter());
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new PrintableTextConverter());
        return options;
    }
}

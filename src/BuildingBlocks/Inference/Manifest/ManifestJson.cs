using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Inference;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    Converters = [typeof(ModelKindConverter)])]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(GoldenFile))]
internal sealed partial class ManifestJson : JsonSerializerContext;

/// <summary>Writes <c>tree-ensemble</c> and <c>network</c>; reads nothing else.</summary>
internal sealed class ModelKindConverter() :
    JsonStringEnumConverter<ModelKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>A parameter is a number or a list of numbers in JSON, and always a list in memory.</summary>
internal sealed class ParametersConverter : JsonConverter<Dictionary<string, double[]>>
{
    public override Dictionary<string, double[]> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Parameters are an object of numbers or lists of numbers.");
        }

        var parameters = new Dictionary<string, double[]>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!parameters.TryAdd(name, ReadNumbers(ref reader, name)))
            {
                throw new JsonException($"The parameter \"{name}\" is given twice.");
            }
        }

        return parameters;
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, double[]> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, numbers) in value)
        {
            writer.WritePropertyName(name);
            if (numbers.Length == 1)
            {
                writer.WriteNumberValue(numbers[0]);
                continue;
            }

            writer.WriteStartArray();
            foreach (var number in numbers)
            {
                writer.WriteNumberValue(number);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static double[] ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return [reader.GetDouble()];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"The parameter \"{name}\" is no number and no list of numbers.");
        }

        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            numbers.Add(reader.GetDouble());
        }

        return reader.TokenType == JsonTokenType.EndArray
            ? [.. numbers]
            : throw new JsonException($"The list \"{name}\" has an element that is no number.");
    }
}

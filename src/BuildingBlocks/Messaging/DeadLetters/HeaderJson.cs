using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using RabbitMQ.Client;

namespace Platform.Messaging.DeadLetters;

/// <summary>
/// AMQP header values as JSON that a person can read and that turns back into the same values: text as it is, every other
/// type under its name, as in <c>{"int32":5}</c>.
/// </summary>
internal static class HeaderJson
{
    // Nobody nests like this; a message made to hurt might.
    private const int DeepestTable = 16;

    /// <summary>The JSON of a value that the client handed over.</summary>
    public static JsonNode? Write(object? value) => Write(value, 0);

    /// <summary>The JSON of all headers.</summary>
    public static JsonObject WriteTable(IEnumerable<KeyValuePair<string, object?>> table) => WriteTable(table, 0);

    private static JsonNode? Write(object? value, int depth) => value switch
    {
        _ when depth > DeepestTable => Typed("unknown", JsonValue.Create("nested too deeply")),
        null => null,
        byte[] bytes when Utf8.IsValid(bytes) => JsonValue.Create(Encoding.UTF8.GetString(bytes)),
        byte[] bytes => Typed("bytes", JsonValue.Create(Convert.ToBase64String(bytes))),
        string text => JsonValue.Create(text),
        bool flag => Typed("bool", flag),
        int number => Typed("int32", number),
        uint number => Typed("uint32", number),
        long number => Typed("int64", number),
        short number => Typed("int16", number),
        ushort number => Typed("uint16", number),
        byte number => Typed("uint8", number),
        sbyte number => Typed("int8", number),
        // As text: JSON has no NaN.
        double number => Typed("double", number.ToString("R", CultureInfo.InvariantCulture)),
        float number => Typed("float", number.ToString("R", CultureInfo.InvariantCulture)),
        decimal number => Typed("decimal", number.ToString(CultureInfo.InvariantCulture)),
        AmqpTimestamp time => Typed("unixTime", time.UnixTime),
        BinaryTableValue binary => Typed("binary", JsonValue.Create(Convert.ToBase64String(binary.Bytes ?? []))),
        IDictionary<string, object?> table => Typed("table", WriteTable(table, depth + 1)),
        IEnumerable list => Typed("list", new JsonArray([.. list.Cast<object?>().Select(item => Write(item, depth + 1))])),
        _ => Typed("unknown", JsonValue.Create(value.GetType().Name)),
    };

    /// <summary>The value of a JSON that <see cref="Write(object?)"/> made.</summary>
    public static object? Read(JsonNode? node)
    {
        if (node is not JsonObject typed)
        {
            return node is null ? null : Encoding.UTF8.GetBytes(node.GetValue<string>());
        }

        var (type, value) = typed.Single();
        return (type, value) switch
        {
            ("bytes", not null) => Convert.FromBase64String(value.GetValue<string>()),
            ("bool", not null) => value.GetValue<bool>(),
            ("int32", not null) => value.GetValue<int>(),
            ("uint32", not null) => value.GetValue<uint>(),
            ("int64", not null) => value.GetValue<long>(),
            ("int16", not null) => value.GetValue<short>(),
            ("uint16", not null) => value.GetValue<ushort>(),
            ("uint8", not null) => value.GetValue<byte>(),
            ("int8", not null) => value.GetValue<sbyte>(),
            ("double", not null) => double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
            ("float", not null) => float.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
            ("decimal", not null) => decimal.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
            ("unixTime", not null) => new AmqpTimestamp(value.GetValue<long>()),
            ("binary", not null) => new BinaryTableValue(Convert.FromBase64String(value.GetValue<string>())),
            ("table", JsonObject table) => ReadTable(table),
            ("list", JsonArray list) => list.Select(Read).ToList(),
            _ => null,
        };
    }

    /// <summary>The headers of a JSON that <c>WriteTable</c> made.</summary>
    public static Dictionary<string, object?> ReadTable(JsonObject table) =>
        table.ToDictionary(entry => entry.Key, entry => Read(entry.Value));

    private static JsonObject WriteTable(IEnumerable<KeyValuePair<string, object?>> table, int depth) =>
        new(table.Select(entry => KeyValuePair.Create(entry.Key, Write(entry.Value, depth))));

    private static JsonObject Typed(string type, JsonNode? value) => new() { [type] = value };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Platform.Messaging.DeadLetters;

/// <summary>A message's properties as JSON and back: what a redrive needs to send it again as it was.</summary>
public static class StoredProperties
{
    // For people who read it; it is never part of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of what describes the message; how it travelled (expiration, delivery mode) is left out.</summary>
    public static string Write(IReadOnlyBasicProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var json = new JsonObject();
        Add(json, "messageId", properties.MessageId);
        Add(json, "type", properties.Type);
        Add(json, "contentType", properties.ContentType);
        Add(json, "contentEncoding", properties.ContentEncoding);
        Add(json, "correlationId", properties.CorrelationId);
        Add(json, "replyTo", properties.ReplyTo);
        Add(json, "appId", properties.AppId);
        Add(json, "userId", properties.UserId);
        if (properties.IsPriorityPresent())
        {
            json["priority"] = properties.Priority;
        }

        if (properties.IsTimestampPresent())
        {
            json["timestamp"] = properties.Timestamp.UnixTime;
        }

        json["headers"] = HeaderJson.WriteTable(properties.Headers ?? new Dictionary<string, object?>());
        return json.ToJsonString(Readable);
    }

    /// <summary>The properties of a JSON that <see cref="Write"/> made.</summary>
    public static BasicProperties Read(string stored)
    {
        var json = JsonNode.Parse(stored)!.AsObject();
        var properties = new BasicProperties
        {
            MessageId = Text(json, "messageId"),
            Type = Text(json, "type"),
            ContentType = Text(json, "contentType"),
            ContentEncoding = Text(json, "contentEncoding"),
            CorrelationId = Text(json, "correlationId"),
            ReplyTo = Text(json, "replyTo"),
            AppId = Text(json, "appId"),
            UserId = Text(json, "userId"),
            Headers = HeaderJson.ReadTable(json["headers"]!.AsObject()),
        };
        if (json["priority"] is { } priority)
        {
            properties.Priority = priority.GetValue<byte>();
        }

        if (json["timestamp"] is { } timestamp)
        {
            properties.Timestamp = new AmqpTimestamp(timestamp.GetValue<long>());
        }

        return properties;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();
}

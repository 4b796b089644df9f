using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Messaging.Consuming;

/// <summary>Reads the content of a message.</summary>
/// <exception cref="JsonException">It is not the event's JSON.</exception>
internal delegate TEvent EventReader<out TEvent>(ReadOnlySpan<byte> content);

internal static class EventReaders
{
    public static EventReader<TEvent> Json<TEvent>(JsonTypeInfo<TEvent> json)
        where TEvent : notnull =>
        content => JsonSerializer.Deserialize(content, json) ?? throw new JsonException("The content is null.");

    public static EventReader<TEvent> Upcast<TOlder, TEvent>(JsonTypeInfo<TOlder> json, Func<TOlder, TEvent> upcast)
        where TOlder : notnull
    {
        var read = Json(json);
        return content => upcast(read(content));
    }
}

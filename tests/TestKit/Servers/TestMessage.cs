using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Platform.TestKit;

/// <summary>A message as a test sees it.</summary>
/// <param name="Envelope">Its CloudEvents attributes; null where they cannot be read.</param>
/// <param name="Headers">All headers, as text.</param>
/// <param name="Content">The body.</param>
public sealed record TestMessage(EventEnvelope? Envelope, IReadOnlyDictionary<string, string> Headers, byte[] Content)
{
    /// <summary>The event.</summary>
    public TEvent Read<TEvent>(JsonTypeInfo<TEvent> json) => JsonSerializer.Deserialize(Content, json)!;

    internal static TestMessage From(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> content)
    {
        _ = EnvelopeHeaders.TryRead(properties, out var envelope, out _);
        var headers = (properties.Headers ?? new Dictionary<string, object?>())
            .ToDictionary(header => header.Key, header => Text(header.Value));
        return new TestMessage(envelope, headers, content.ToArray());
    }

    private static string Text(object? value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

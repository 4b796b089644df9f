using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Platform.Messaging.Envelope;

/// <summary>
/// CloudEvents 1.0 in binary mode over AMQP: attributes are headers with the prefix <c>cloudEvents_</c>, the content
/// type is the message's, and the trace context travels as <c>traceparent</c> and <c>tracestate</c>.
/// </summary>
public static class EnvelopeHeaders
{
    private const string Prefix = "cloudEvents_";
    private const string SpecVersion = Prefix + "specversion";
    private const string Id = Prefix + "id";
    private const string Type = Prefix + "type";
    private const string Source = Prefix + "source";
    private const string Subject = Prefix + "subject";
    private const string Time = Prefix + "time";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    // With room for the client's own note on a publication that it confirms.
    private const int Attributes = 9;

    /// <summary>The message properties of an event.</summary>
    public static BasicProperties Write(EventEnvelope envelope)
    {
        var id = envelope.Id.ToString();
        var headers = new Dictionary<string, object?>(Attributes)
        {
            [SpecVersion] = "1.0",
            [Id] = id,
            [Type] = envelope.Type,
            [Source] = envelope.Source,
            [Time] = envelope.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        AddIfAny(headers, Subject, envelope.Subject);
        AddIfAny(headers, TraceParent, envelope.TraceParent);
        AddIfAny(headers, TraceState, envelope.TraceState);

        return new BasicProperties
        {
            MessageId = id,
            Type = envelope.Type,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
    }

    /// <summary>Reads the attributes; false, with what is wrong, where a required one is missing or malformed.</summary>
    public static bool TryRead(
        IReadOnlyBasicProperties properties,
        [NotNullWhen(true)] out EventEnvelope? envelope,
        [NotNullWhen(false)] out string? problem)
    {
        var headers = properties.Headers;
        envelope = null;
        problem = null;

        if (Text(headers, SpecVersion) is not "1.0")
        {
            problem = "not a CloudEvent of version 1.0";
        }
        else if (!Guid.TryParse(Text(headers, Id), out var id))
        {
            problem = "its id is missing or no UUID";
        }
        else if (Text(headers, Type) is not { Length: > 0 } type)
        {
            problem = "its type is missing";
        }
        else if (Text(headers, Source) is not { Length: > 0 } source)
        {
            problem = "its source is missing";
        }
        else if (!DateTimeOffset.TryParse(
            Text(headers, Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            problem = "its time is missing or malformed";
        }
        else
        {
            envelope = new EventEnvelope(
                id, type, source, Text(headers, Subject), time, Text(headers, TraceParent), Text(headers, TraceState));
        }

        return envelope is not null;
    }

    /// <summary>A header as text; AMQP strings arrive as UTF-8 bytes.</summary>
    public static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                string text => text,
                _ => null,
            }
            : null;

    private static void AddIfAny(Dictionary<string, object?> headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            headers[name] = value;
        }
    }
}

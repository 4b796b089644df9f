using System.Diagnostics;
using System.Globalization;
using System.Text;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using RabbitMQ.Client;

namespace Platform.Messaging.DeadLetters;

/// <summary>Reads what is known of a parked message, whoever parked it and however broken it is.</summary>
public static class ParkedMessage
{
    private const string DeathHeader = "x-death";

    /// <summary>The dead letter of a message that lies in <c>queue.dead</c>; never throws for what the message holds.</summary>
    /// <param name="queue">The subscription's queue.</param>
    /// <param name="properties">As delivered.</param>
    /// <param name="content">As delivered.</param>
    /// <param name="now">For what nobody wrote down.</param>
    public static DeadLetter Read(string queue, IReadOnlyBasicProperties properties, byte[] content, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(content);
        var headers = properties.Headers;
        var death = DeathIn(queue, headers);
        var limited = !HasReason(headers) && death is not null;
        var (reason, detail) = ReasonOf(headers, death);
        return new DeadLetter
        {
            Id = DeadLetterId.Of(queue, properties, content),
            Queue = queue,
            Reason = Clean(reason, 64)!,
            Detail = Clean(detail, 512),
            ExceptionType = Clean(EnvelopeHeaders.Text(headers, AttemptHeaders.ExceptionType), 256),
            // How often the broker got it back is not on a message that it parks: x-delivery-count is of the queue it lies in.
            Attempts = AttemptHeaders.ReadAttempt(properties) + (limited ? BrokerTopology.DeliveryLimit : 0),
            TraceId = Clean(EnvelopeHeaders.Text(headers, AttemptHeaders.TraceId) ?? TraceIdOf(headers), 64),
            FirstFailedAt = Time(EnvelopeHeaders.Text(headers, AttemptHeaders.FirstFailedAt)) ?? TimeOf(death),
            LastFailedAt = (limited ? TimeOf(death) : null)
                ?? Time(EnvelopeHeaders.Text(headers, AttemptHeaders.LastFailedAt)) ?? TimeOf(death),
            ParkedAt = now,
            MessageId = Clean(EnvelopeHeaders.Text(headers, "cloudEvents_id") ?? properties.MessageId, 256),
            Type = Clean(EnvelopeHeaders.Text(headers, "cloudEvents_type") ?? properties.Type, 256),
            Source = Clean(EnvelopeHeaders.Text(headers, "cloudEvents_source"), 256),
            Properties = StoredProperties.Write(properties),
            Content = content,
        };
    }

    private static (string Reason, string? Detail) ReasonOf(IDictionary<string, object?>? headers, IDictionary<string, object?>? death)
    {
        if (HasReason(headers))
        {
            return (EnvelopeHeaders.Text(headers, AttemptHeaders.Reason)!, EnvelopeHeaders.Text(headers, AttemptHeaders.Detail));
        }

        return death is null
            ? (Failure.Unexplained, "It was put here from outside.")
            : (Failure.DeliveryLimit, "It was delivered too often without an answer: handling it may end the process.");
    }

    private static bool HasReason(IDictionary<string, object?>? headers) =>
        !string.IsNullOrEmpty(EnvelopeHeaders.Text(headers, AttemptHeaders.Reason));

    // The broker's note that it took the message out of the subscription's queue (and not out of a waiting one).
    private static IDictionary<string, object?>? DeathIn(string queue, IDictionary<string, object?>? headers) =>
        headers is not null && headers.TryGetValue(DeathHeader, out var deaths) && deaths is IEnumerable<object?> list
            ? list.OfType<IDictionary<string, object?>>().FirstOrDefault(death =>
                EnvelopeHeaders.Text(death, "queue") == queue && EnvelopeHeaders.Text(death, "reason") == "delivery_limit")
            : null;

    private static DateTimeOffset? TimeOf(IDictionary<string, object?>? death) =>
        death is not null && death.TryGetValue("time", out var time) && time is AmqpTimestamp { UnixTime: >= 0 and < 253402300800 } stamp
            ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime)
            : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static string? TraceIdOf(IDictionary<string, object?>? headers) =>
        ActivityContext.TryParse(EnvelopeHeaders.Text(headers, "traceparent"), null, out var context) ? context.TraceId.ToString() : null;

    // What Postgres takes: no U+0000, no half of a pair, no more than the column holds.
    private static string? Clean(string? text, int length)
    {
        if (text is null)
        {
            return null;
        }

        var cleaned = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            if (cleaned.Length + rune.Utf16SequenceLength > length)
            {
                break;
            }

            cleaned.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return cleaned.ToString();
    }
}

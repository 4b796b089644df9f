using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Platform.Messaging.Envelope;
using RabbitMQ.Client;

namespace Platform.Messaging.DeadLetters;

/// <summary>
/// Identity of a parked message, computed from the message: copies that a crash left behind, and one that is delivered to
/// the collector twice, have the same. A message that was redriven and failed again has another one.
/// </summary>
public static class DeadLetterId
{
    // RFC 9562: version 8 is for ids whose bits mean what their maker says.
    private const byte Version = 0x80;
    private const byte Variant = 0x80;

    /// <summary>The id of a message that is parked from <paramref name="queue"/>.</summary>
    public static Guid Of(string queue, IReadOnlyBasicProperties properties, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(properties);
        var headers = properties.Headers;
        var own = EnvelopeHeaders.Text(headers, "cloudEvents_id") ?? properties.MessageId;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(queue));
        Append(hash, Encoding.UTF8.GetBytes(
            string.IsNullOrEmpty(own)
                ? EnvelopeHeaders.Text(headers, AttemptHeaders.ParkingId) ?? StoredProperties.Write(properties)
                : own));
        Append(hash, Encoding.UTF8.GetBytes(EnvelopeHeaders.Text(headers, AttemptHeaders.Redrive) ?? ""));
        Append(hash, content);

        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(id);
        id[6] = (byte)((id[6] & 0x0F) | Version);
        id[8] = (byte)((id[8] & 0x3F) | Variant);
        return new Guid(id[..16], bigEndian: true);
    }

    // With its length, so that two parts cannot be taken for two others.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}

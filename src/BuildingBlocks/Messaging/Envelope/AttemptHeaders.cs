using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Platform.Messaging.Envelope;

/// <summary>What a failed message carries besides its envelope: how often it was tried, and in the end why it was parked.</summary>
public static class AttemptHeaders
{
    /// <summary>Number of the attempt that this delivery is; absent on the first.</summary>
    public const string Attempt = "platform-attempt";

    /// <summary>When the first attempt failed (ISO 8601, UTC).</summary>
    public const string FirstFailedAt = "platform-first-failed-at";

    /// <summary>When the last attempt failed.</summary>
    public const string LastFailedAt = "platform-last-failed-at";

    /// <summary>Why a message is parked: one of the constants of <see cref="Failure"/>.</summary>
    public const string Reason = "platform-reason";

    /// <summary>One sentence about it: never an exception's message, which may quote the content.</summary>
    public const string Detail = "platform-detail";

    /// <summary>CLR type of the last exception.</summary>
    public const string ExceptionType = "platform-exception-type";

    /// <summary>W3C trace id of the last attempt.</summary>
    public const string TraceId = "platform-trace-id";

    /// <summary>Which redrive the message comes from: it tells a message that failed again from a copy of the one that failed before.</summary>
    public const string Redrive = "platform-redrive";

    /// <summary>Identity of a parked message that has none of its own.</summary>
    public const string ParkingId = "platform-parking-id";

    // A header frame holds 128 KiB at most, and the broker closes the connection over a larger one.
    private const int RoomyBytes = 64 * 1_024;

    private static readonly string[] Ours = [Attempt, FirstFailedAt, LastFailedAt, Reason, Detail, ExceptionType, TraceId, ParkingId];

    /// <summary>The attempt a delivery is, from 1.</summary>
    public static int ReadAttempt(IReadOnlyBasicProperties properties) =>
        properties.Headers is { } headers && headers.TryGetValue(Attempt, out var value) && value is int attempt and > 0
            ? attempt
            : 1;

    /// <summary>The properties for the next attempt.</summary>
    /// <param name="original">As the message was delivered.</param>
    /// <param name="nextAttempt">Which attempt the next will be.</param>
    /// <param name="failedAt">When this one failed.</param>
    /// <param name="wait">How long it waits; null leaves that to the queue.</param>
    public static BasicProperties ForRetry(
        IReadOnlyBasicProperties original, int nextAttempt, DateTimeOffset failedAt, TimeSpan? wait = null)
    {
        var properties = Copy(original);
        properties.Headers![Attempt] = nextAttempt;
        properties.Expiration = wait?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        StampFailure(properties.Headers, failedAt);
        return properties;
    }

    /// <summary>The properties in the dead-letter queue.</summary>
    public static BasicProperties ForParking(IReadOnlyBasicProperties original, Failure failure, DateTimeOffset failedAt)
    {
        var properties = Copy(original);
        var headers = properties.Headers!;
        headers[Attempt] = failure.Attempt;
        headers[Reason] = failure.Reason;
        headers[Detail] = failure.Detail;
        headers[ExceptionType] = failure.ExceptionType;
        headers[TraceId] = failure.TraceId;
        headers[ParkingId] = Guid.CreateVersion7(failedAt).ToString();
        StampFailure(headers, failedAt);
        return properties;
    }

    /// <summary>The properties for a new first attempt: as the message was sent, with the mark of the redrive.</summary>
    public static BasicProperties ForRedrive(IReadOnlyBasicProperties parked, Guid redrive)
    {
        var properties = Copy(parked);
        foreach (var header in Ours)
        {
            properties.Headers!.Remove(header);
        }

        properties.Headers![Redrive] = redrive.ToString();
        return properties;
    }

    private static void StampFailure(IDictionary<string, object?> headers, DateTimeOffset failedAt)
    {
        var time = failedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        headers.TryAdd(FirstFailedAt, time);
        headers[LastFailedAt] = time;
    }

    private static BasicProperties Copy(IReadOnlyBasicProperties original)
    {
        // Headers with x- are the broker's and the client's notes about the last journey. An old x-death would make the
        // broker drop the message as going in circles, and CC would send it to other queues once more.
        var headers = (original.Headers ?? new Dictionary<string, object?>())
            .Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal) && header.Key is not ("CC" or "BCC"))
            .ToDictionary();
        MakeRoom(headers);
        var copy = new BasicProperties(original)
        {
            Headers = headers,
            DeliveryMode = DeliveryModes.Persistent,
        };
        // A message's own time to live could end it in a waiting queue; the broker refuses a user id that is not ours.
        copy.ClearExpiration();
        copy.ClearUserId();
        return copy;
    }

    // What is foreign goes first, the largest before the others; what makes the envelope stays.
    private static void MakeRoom(Dictionary<string, object?> headers)
    {
        var sizes = headers.ToDictionary(header => header.Key, header => header.Key.Length + Size(header.Value));
        var total = sizes.Values.Sum();
        foreach (var (name, size) in sizes.Where(header => !IsKnown(header.Key)).OrderByDescending(header => header.Value))
        {
            if (total <= RoomyBytes)
            {
                return;
            }

            headers.Remove(name);
            total -= size;
        }
    }

    private static bool IsKnown(string header) =>
        header.StartsWith("platform-", StringComparison.Ordinal)
        || header.StartsWith("cloudEvents_", StringComparison.Ordinal)
        || header is "traceparent" or "tracestate";

    private static long Size(object? value) => value switch
    {
        byte[] bytes => bytes.Length,
        string text => Encoding.UTF8.GetByteCount(text),
        BinaryTableValue { Bytes: { } bytes } => bytes.Length,
        IDictionary<string, object?> table => table.Sum(entry => entry.Key.Length + Size(entry.Value)),
        System.Collections.IEnumerable list => list.Cast<object?>().Sum(Size),
        _ => 16,
    };
}

using System.Globalization;
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

    /// <summary>Why a message is parked: <c>failed</c>, <c>unreadable</c> or <c>unexpected-type</c>.</summary>
    public const string Reason = "platform-reason";

    /// <summary>One sentence about it: never an exception's message, which may quote the content.</summary>
    public const string Detail = "platform-detail";

    /// <summary>CLR type of the last exception.</summary>
    public const string ExceptionType = "platform-exception-type";

    /// <summary>W3C trace id of the last attempt.</summary>
    public const string TraceId = "platform-trace-id";

    /// <summary>The attempt a delivery is, from 1.</summary>
    public static int ReadAttempt(IReadOnlyBasicProperties properties) =>
        properties.Headers is { } headers && headers.TryGetValue(Attempt, out var value) && value is int attempt and > 0
            ? attempt
            : 1;

    /// <summary>The properties for the next attempt.</summary>
    public static BasicProperties ForRetry(IReadOnlyBasicProperties original, int nextAttempt, DateTimeOffset failedAt)
    {
        var properties = Copy(original);
        properties.Headers![Attempt] = nextAttempt;
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
        StampFailure(headers, failedAt);
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
        // broker drop the message as going in circles.
        var headers = (original.Headers ?? new Dictionary<string, object?>())
            .Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary();
        return new BasicProperties(original)
        {
            Headers = headers,
            DeliveryMode = DeliveryModes.Persistent,
            // A message's own time to live could end it in a waiting queue.
            Expiration = null,
        };
    }
}

using Microsoft.Extensions.Logging;

namespace Platform.Messaging.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(21, LogLevel.Warning, "The outbox relay failed {Failures} times in a row; next attempt in {Wait}.")]
    public static partial void BatchFailed(ILogger logger, int failures, TimeSpan wait, Exception error);

    [LoggerMessage(22, LogLevel.Debug, "Nobody subscribes to event {MessageId} of type {Type}.")]
    public static partial void Unrouted(ILogger logger, Guid messageId, string type);

    [LoggerMessage(23, LogLevel.Warning, "Event {MessageId} of type {Type} was not confirmed ({Detail}); it is sent again.")]
    public static partial void NotConfirmed(ILogger logger, Guid messageId, string type, string? detail);

    [LoggerMessage(24, LogLevel.Warning, "The broker refused event {MessageId} of type {Type}, attempt {Attempts}, dead {Dead}: {Detail}.")]
    public static partial void Refused(ILogger logger, Guid messageId, string type, int attempts, bool dead, string? detail);

    [LoggerMessage(26, LogLevel.Warning, "Event {MessageId} of type {Type} waits in the outbox: nobody subscribes to it yet.")]
    public static partial void WaitsForSubscriber(ILogger logger, Guid messageId, string type);

    [LoggerMessage(25, LogLevel.Warning, "The outbox was not empty when the service stopped ({Error}); the rest is sent at the next start.")]
    public static partial void DrainFailed(ILogger logger, string error);
}

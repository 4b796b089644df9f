using Microsoft.Extensions.Logging;
using Platform.Messaging.Broker;

namespace Platform.Messaging.Consuming;

internal static partial class ConsumingLog
{
    [LoggerMessage(31, LogLevel.Information, "Consuming {Queue}.")]
    public static partial void Consuming(ILogger logger, string queue);

    [LoggerMessage(32, LogLevel.Warning, "Consuming {Queue} was interrupted ({Reason}); it begins again in {Wait}.")]
    public static partial void Interrupted(ILogger logger, string queue, string reason, TimeSpan wait);

    [LoggerMessage(33, LogLevel.Debug, "{Count} messages of {Queue} were handled before.")]
    public static partial void Duplicates(ILogger logger, int count, string queue);

    [LoggerMessage(34, LogLevel.Warning, "Attempt {Attempt} to handle message {MessageId} (and {Others} with it) from {Queue} failed.")]
    public static partial void AttemptFailed(ILogger logger, int attempt, Guid messageId, int others, string queue, Exception error);

    [LoggerMessage(35, LogLevel.Information, "Message {MessageId} of {Queue} waits {Delay} after attempt {Attempt}.")]
    public static partial void WillRetry(ILogger logger, string? messageId, string queue, int attempt, TimeSpan delay);

    [LoggerMessage(36, LogLevel.Error, "Message {MessageId} of {Queue} is parked after attempt {Attempt}: {Reason}. {Detail}")]
    public static partial void Parked(ILogger logger, string? messageId, string queue, int attempt, string reason, string detail);

    [LoggerMessage(37, LogLevel.Warning, "Message {MessageId} could not be moved to {Queue} ({Outcome}, {Detail}); it is tried again.")]
    public static partial void NotMoved(ILogger logger, string? messageId, string queue, PublishOutcome outcome, string? detail);

    [LoggerMessage(38, LogLevel.Warning, "The queues of {Queue} could not be declared ({Error}).")]
    public static partial void NotDeclared(ILogger logger, string queue, string error);

    [LoggerMessage(39, LogLevel.Warning, "Message {MessageId} of {Queue} waits for the database.")]
    public static partial void DatabaseAway(ILogger logger, Guid messageId, string queue);

    [LoggerMessage(40, LogLevel.Debug, "A delivery of {Queue} could not be acknowledged ({Error}); the broker delivers it again.")]
    public static partial void NotAcknowledged(ILogger logger, string queue, string error);

    [LoggerMessage(41, LogLevel.Error, "Consuming {Queue} met an error it does not know; the delivery comes again.")]
    public static partial void Unexpected(ILogger logger, string queue, Exception error);

    [LoggerMessage(42, LogLevel.Warning, "{Count} handlers of {Queue} ignored their cancellation and were left behind; their messages come again.")]
    public static partial void LeftBehind(ILogger logger, int count, string queue);
}

using Microsoft.Extensions.Logging;
using Platform.Messaging.Broker;

namespace Platform.Messaging.DeadLetters;

internal static partial class DeadLetterLog
{
    [LoggerMessage(51, LogLevel.Warning, "Dead letter {DeadLetterId} of {Queue} is kept for an operator: {Reason} (message {MessageId}, attempts {Attempts}).")]
    public static partial void Collected(ILogger logger, Guid deadLetterId, string queue, string reason, string? messageId, int attempts);

    [LoggerMessage(52, LogLevel.Debug, "Dead letter {DeadLetterId} of {Queue} was collected before.")]
    public static partial void KnownAlready(ILogger logger, Guid deadLetterId, string queue);

    [LoggerMessage(53, LogLevel.Warning, "Collecting dead letters of {Queue} was interrupted ({Reason}); it begins again in {Wait}.")]
    public static partial void Interrupted(ILogger logger, string queue, string reason, TimeSpan wait);

    [LoggerMessage(54, LogLevel.Information, "{Count} dead letters were redriven.")]
    public static partial void Redriven(ILogger logger, int count);

    [LoggerMessage(55, LogLevel.Warning, "{Count} dead letters were not redriven ({Outcome}, {Detail}); they stay parked.")]
    public static partial void NotRedriven(ILogger logger, int count, PublishOutcome outcome, string? detail);

    [LoggerMessage(56, LogLevel.Information, "Dead letter {DeadLetterId} of {Queue} was discarded.")]
    public static partial void Discarded(ILogger logger, Guid deadLetterId, string queue);

    [LoggerMessage(57, LogLevel.Information, "The retired queue {Queue} is gone; {Count} messages of it are dead letters.")]
    public static partial void Retired(ILogger logger, string queue, int count);

    [LoggerMessage(58, LogLevel.Information, "The retired queue {Queue} is still in use; it is looked at again in {Wait}.")]
    public static partial void StillInUse(ILogger logger, string queue, TimeSpan wait);

    [LoggerMessage(59, LogLevel.Warning, "Retiring {Queue} failed ({Error}); it is tried again in {Wait}.")]
    public static partial void RetirementFailed(ILogger logger, string queue, string error, TimeSpan wait);

    [LoggerMessage(60, LogLevel.Error, "Dead letter {DeadLetterId} of {Queue} cannot be put into its table; it stays in the broker.")]
    public static partial void NotKept(ILogger logger, Guid deadLetterId, string queue, Exception error);
}

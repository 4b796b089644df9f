using Microsoft.Extensions.Logging;

namespace Platform.Messaging.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(11, LogLevel.Debug, "Messaging waits for the service's database ({Error}).")]
    public static partial void NotReady(ILogger logger, string error);

    [LoggerMessage(12, LogLevel.Information, "Deleted {Count} inbox rows past their retention.")]
    public static partial void InboxCleaned(ILogger logger, int count);

    [LoggerMessage(13, LogLevel.Warning, "Measuring or cleaning the messaging tables failed ({Error}); it is tried again.")]
    public static partial void HousekeepingFailed(ILogger logger, string error);
}

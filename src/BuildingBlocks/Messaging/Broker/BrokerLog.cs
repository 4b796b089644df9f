using Microsoft.Extensions.Logging;

namespace Platform.Messaging.Broker;

internal static partial class BrokerLog
{
    [LoggerMessage(1, LogLevel.Information, "Connected to the broker ({Connection}).")]
    public static partial void Connected(ILogger logger, string connection);

    [LoggerMessage(2, LogLevel.Warning, "The broker cannot be reached ({Connection}, attempt {Attempt}, {Error}); next attempt in {Wait}.")]
    public static partial void NotConnected(ILogger logger, string connection, int attempt, TimeSpan wait, string error);

    [LoggerMessage(3, LogLevel.Debug, "A connection that was given up did not close cleanly ({Connection}, {Error}).")]
    public static partial void CloseFailed(ILogger logger, string connection, string error);

    [LoggerMessage(4, LogLevel.Warning, "The broker takes no publications ({Connection}): {Reason}. They wait.")]
    public static partial void Blocked(ILogger logger, string connection, string reason);

    [LoggerMessage(5, LogLevel.Information, "The broker takes publications again ({Connection}).")]
    public static partial void Unblocked(ILogger logger, string connection);
}

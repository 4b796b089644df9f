using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

internal static partial class OrchestratorLog
{
    [LoggerMessage(1, LogLevel.Information, "{Resource} started (process {Process}) {Urls}")]
    public static partial void Started(ILogger logger, string resource, int process, string urls);

    [LoggerMessage(2, LogLevel.Error, "{Resource} cannot start: {Reason}")]
    public static partial void FailedToStart(ILogger logger, string resource, string reason);

    [LoggerMessage(EventId = 10, Message = "{Resource} ended by itself with code {ExitCode}{After}")]
    public static partial void Ended(ILogger logger, LogLevel level, string resource, string exitCode, string after);

    [LoggerMessage(3, LogLevel.Warning, "Waiting for {Dependency} (needed by {Waiting}): {State}")]
    public static partial void StillWaiting(ILogger logger, string dependency, string waiting, string state);

    [LoggerMessage(4, LogLevel.Information, "{Resource} stopped")]
    public static partial void Stopped(ILogger logger, string resource);

    [LoggerMessage(5, LogLevel.Warning, "{Resource} did not stop within {Seconds:0} s and was killed")]
    public static partial void Killed(ILogger logger, string resource, double seconds);

    [LoggerMessage(6, LogLevel.Warning, "{Resource} left {Count} processes behind, which were killed: {Names}")]
    public static partial void LeftBehind(ILogger logger, string resource, int count, string names);
}

using Microsoft.Extensions.Logging;

namespace Platform.AppHost;

internal static partial class StartReportsLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Wait}")]
    public static partial void Waiting(this ILogger<StartReports> logger, string wait);

    [LoggerMessage(2, LogLevel.Error, "{Failure}")]
    public static partial void CannotStart(this ILogger<StartReports> logger, string failure);

    [LoggerMessage(EventId = 3, Message = "{Resource} cannot start: {Reason}")]
    public static partial void FailedToStart(this ILogger<StartReports> logger, LogLevel level, string resource, string reason);

    [LoggerMessage(EventId = 4, Message = "{Resource} ended by itself{Code}. Start it again from the page once the cause is gone.{LastLines}")]
    public static partial void Ended(this ILogger<StartReports> logger, LogLevel level, string resource, string code, string lastLines);

    [LoggerMessage(5, LogLevel.Information, "{Resource} has finished.")]
    public static partial void Finished(this ILogger<StartReports> logger, string resource);
}

using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

internal static partial class ProblemsLog
{
    [LoggerMessage(1101, LogLevel.Information, "Request refused with {Status} at {JsonPath}")]
    public static partial void RequestRefused(ILogger logger, int status, string? jsonPath);

    [LoggerMessage(1102, LogLevel.Warning, "The database cannot be reached")]
    public static partial void StorageUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "An unexpected error ended a request")]
    public static partial void Unexpected(ILogger logger, Exception exception);
}

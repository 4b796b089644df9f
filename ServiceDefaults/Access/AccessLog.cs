using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

internal static partial class AccessLog
{
    [LoggerMessage(1001, LogLevel.Warning, "No token can be checked: the metadata of {Authority} could not be fetched")]
    public static partial void AuthorityUnreachable(ILogger logger, string? authority, Exception exception);
}

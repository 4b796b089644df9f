namespace Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(2001, LogLevel.Information, "Token granted to {ClientId}")]
    public static partial void TokenGranted(ILogger logger, string clientId);

    // Without the id that was sent: it may be anything, a secret in the wrong field included.
    [LoggerMessage(2002, LogLevel.Warning, "Token refused: unknown client or wrong secret")]
    public static partial void ClientRefused(ILogger logger);

    [LoggerMessage(2003, LogLevel.Warning, "Token refused: {ClientId} asked for a scope it may not have")]
    public static partial void ScopeRefused(ILogger logger, string clientId);
}

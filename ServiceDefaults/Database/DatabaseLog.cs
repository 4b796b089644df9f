using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

internal static partial class DatabaseLog
{
    [LoggerMessage(1201, LogLevel.Information, "The schema of {Context} is up to date")]
    public static partial void Migrated(ILogger logger, string context);

    [LoggerMessage(1202, LogLevel.Warning, "The schema of {Context} is not up to date yet")]
    public static partial void NotMigrated(ILogger logger, string context, Exception exception);

    [LoggerMessage(1203, LogLevel.Warning, "{Context} waits for migrations to be applied: {Migrations}")]
    public static partial void MigrationsPending(ILogger logger, string context, string migrations);
}

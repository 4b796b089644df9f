using Fraud.Api.Domain.Imports;

namespace Fraud.Api.Features.RunImport;

internal static partial class RunImportLog
{
    [LoggerMessage(1, LogLevel.Information, "Import {ImportId} is read from row {Rows} on")]
    public static partial void Begun(ILogger logger, Guid importId, long rows);

    [LoggerMessage(2, LogLevel.Information, "Import {ImportId} is {State}: {Rows} rows, {Imported} imported, {Known} known, {Rejected} rejected")]
    public static partial void Ended(ILogger logger, Guid importId, ImportState state, long rows, long imported, long known, long rejected);

    [LoggerMessage(3, LogLevel.Warning, "Import {ImportId} was interrupted, and goes on later")]
    public static partial void Interrupted(ILogger logger, Guid importId, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Imports could not be looked for")]
    public static partial void NotLooked(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "Import {ImportId} has rows that the reader failed at instead of saying what is wrong with them")]
    public static partial void Unread(ILogger logger, Guid importId, Exception exception);
}

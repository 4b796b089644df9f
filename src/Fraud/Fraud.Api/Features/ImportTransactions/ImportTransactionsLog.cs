namespace Fraud.Api.Features.ImportTransactions;

internal static partial class ImportTransactionsLog
{
    [LoggerMessage(1, LogLevel.Information, "Imported {Imported} transactions; {AlreadyKnown} were known")]
    public static partial void Imported(ILogger logger, int imported, int alreadyKnown);
}

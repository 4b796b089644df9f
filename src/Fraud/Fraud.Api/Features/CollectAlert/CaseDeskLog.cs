namespace Fraud.Api.Features.CollectAlert;

internal static partial class CaseDeskLog
{
    [LoggerMessage(1, LogLevel.Debug, "Case {CaseId} is opened for transaction {TransactionId}")]
    public static partial void Opened(ILogger logger, Guid caseId, string transactionId);

    [LoggerMessage(2, LogLevel.Debug, "Transaction {TransactionId} goes into case {CaseId}")]
    public static partial void Collected(ILogger logger, string transactionId, Guid caseId);
}

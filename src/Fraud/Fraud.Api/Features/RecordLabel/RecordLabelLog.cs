using Fraud.Api.Domain;

namespace Fraud.Api.Features.RecordLabel;

internal static partial class RecordLabelLog
{
    [LoggerMessage(1, LogLevel.Debug, "Transaction {TransactionId} is labelled {Verdict}")]
    public static partial void Recorded(ILogger logger, string transactionId, Verdict verdict);

    [LoggerMessage(2, LogLevel.Warning, "A label of transaction {TransactionId} was refused: another one stands")]
    public static partial void Contradicted(ILogger logger, string transactionId);
}

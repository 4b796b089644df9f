using Fraud.Api.Domain;

namespace Fraud.Api.Features.ScoreTransaction;

internal static partial class ScoreTransactionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Transaction {TransactionId}: {Outcome}, score {Score} by model {Version}")]
    public static partial void Decided(ILogger logger, string transactionId, Outcome outcome, float score, string version);

    [LoggerMessage(2, LogLevel.Warning, "Transaction {TransactionId} came again with other content")]
    public static partial void Conflict(ILogger logger, string transactionId);
}

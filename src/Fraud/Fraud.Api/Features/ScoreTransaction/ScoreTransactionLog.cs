using Fraud.Api.Domain;

namespace Fraud.Api.Features.ScoreTransaction;

internal static partial class ScoreTransactionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Transaction {TransactionId}: {Outcome}, score {Score} by model {Version}")]
    public static partial void Decided(ILogger logger, string transactionId, Outcome outcome, float score, string version);

    [LoggerMessage(2, LogLevel.Warning, "Transaction {TransactionId} came again with other content")]
    public static partial void Conflict(ILogger logger, string transactionId);

    [LoggerMessage(3, LogLevel.Error, "Transaction {TransactionId} was answered at its deadline, and there is no room to score it afterwards")]
    public static partial void NoRoom(ILogger logger, string transactionId);

    [LoggerMessage(4, LogLevel.Warning, "Transaction {TransactionId}, answered at its deadline, could not be scored yet: {Error}")]
    public static partial void NotYetScored(ILogger logger, string transactionId, string error);

    [LoggerMessage(5, LogLevel.Error, "{Count} transactions that were answered at their deadline are not scored: the service stops")]
    public static partial void LeftUnscored(ILogger logger, int count);
}

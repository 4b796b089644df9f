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

    [LoggerMessage(6, LogLevel.Error, "Transaction {TransactionId} could not be decided on, and gets the answer for a missed deadline")]
    public static partial void Failed(ILogger logger, string transactionId, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "Payments answered at their deadline wait in memory alone: name a folder in Screening:LateJournal, and they outlive a process that is killed")]
    public static partial void NoJournal(ILogger logger);

    [LoggerMessage(8, LogLevel.Error, "The journal in {Folder} cannot be written: payments answered at their deadline wait in memory alone")]
    public static partial void JournalBroken(ILogger logger, string folder, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "{Count} transactions that were answered at their deadline are taken over from {File}; {Unread} lines of it cannot be read")]
    public static partial void TookOver(ILogger logger, int count, string file, int unread);

    [LoggerMessage(10, LogLevel.Warning, "{Count} transactions that were answered at their deadline wait in the journal: the service stops")]
    public static partial void LeftForNext(ILogger logger, int count);
}

namespace Fraud.Api.Features.RunBacktest;

internal static partial class BacktestLog
{
    [LoggerMessage(1, LogLevel.Information, "Backtest {Id} begins, attempt {Attempt}")]
    public static partial void Began(ILogger logger, Guid id, int attempt);

    [LoggerMessage(2, LogLevel.Information, "Backtest {Id} has judged {Payments} payments")]
    public static partial void Completed(ILogger logger, Guid id, int payments);

    [LoggerMessage(3, LogLevel.Information, "Backtest {Id} was cancelled, or taken over")]
    public static partial void Left(ILogger logger, Guid id);

    [LoggerMessage(4, LogLevel.Warning, "Backtest {Id} cannot be run: {Failure}")]
    public static partial void Failed(ILogger logger, Guid id, string failure);

    [LoggerMessage(5, LogLevel.Warning, "A backtest was interrupted ({Error}) and will be begun again")]
    public static partial void Interrupted(ILogger logger, string error, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Backtest {Id} has failed: {Error}")]
    public static partial void Broken(ILogger logger, Guid id, string error, Exception exception);
}

namespace Fraud.Api.Features.ScreenOrder;

internal static partial class ScreenOrderLog
{
    [LoggerMessage(1, LogLevel.Error, "Order {OrderId} was screened before with other content")]
    public static partial void Conflict(ILogger logger, Guid orderId);
}

namespace Retail.Api.Features.PlaceOrder;

internal static partial class PlaceOrderLog
{
    [LoggerMessage(1, LogLevel.Information, "Order {OrderId} placed with {Lines} lines; waits for screening")]
    public static partial void Placed(ILogger logger, Guid orderId, int lines);
}

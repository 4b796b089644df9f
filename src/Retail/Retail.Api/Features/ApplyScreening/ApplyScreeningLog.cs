using Retail.Api.Domain.Ordering;

namespace Retail.Api.Features.ApplyScreening;

internal static partial class ApplyScreeningLog
{
    [LoggerMessage(1, LogLevel.Information, "Order {OrderId} is {Status}")]
    public static partial void Applied(ILogger logger, Guid orderId, OrderStatus status);

    [LoggerMessage(2, LogLevel.Debug, "Order {OrderId} stays {Status}")]
    public static partial void Ignored(ILogger logger, Guid orderId, OrderStatus status);

    [LoggerMessage(3, LogLevel.Warning, "Order {OrderId} was screened, but is not known here")]
    public static partial void Unknown(ILogger logger, Guid orderId);
}

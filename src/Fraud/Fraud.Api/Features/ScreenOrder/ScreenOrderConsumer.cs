using System.ComponentModel.DataAnnotations;
using Fraud.Api.Features.ScoreTransaction;
using Platform.Messaging;
using Retail.Contracts.V1;

namespace Fraud.Api.Features.ScreenOrder;

/// <summary>Screens the payment of a Retail order: the same handler as for a request, with the same rules of what is valid.</summary>
public sealed class ScreenOrderConsumer(
    ScoreTransactionHandler handler, IServiceProvider services, ILogger<ScreenOrderConsumer> logger) : IConsumer<OrderPlaced>
{
    public async Task HandleAsync(OrderPlaced message, MessageContext context, CancellationToken cancellationToken)
    {
        var request = new ScoreTransaction.ScoreTransaction(
            $"order-{message.OrderId:N}", message.CustomerId, message.TerminalId, message.Amount, message.Currency, message.PlacedAt);

        // An order we cannot judge ends in the dead letters, where someone sees it.
        Validator.ValidateObject(request, new ValidationContext(request, services, items: null), validateAllProperties: true);
        if (await handler.HandleAsync(request, message.OrderId, answeredAs: null, cancellationToken) is null)
        {
            ScreenOrderLog.Conflict(logger, message.OrderId);
            throw new InvalidOperationException("Another payment has the id of this order.");
        }
    }
}

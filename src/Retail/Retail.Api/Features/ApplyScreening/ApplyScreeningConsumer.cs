using Fraud.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Domain;
using Retail.Api.Domain.Ordering;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Features.ApplyScreening;

/// <summary>
/// Takes Fraud's decision on an order's payment: releases, holds or cancels the order. What is released was bought, and
/// counts as feedback from then on.
/// </summary>
public sealed class ApplyScreeningConsumer(
    RetailDbContext database, TimeProvider time, ILogger<ApplyScreeningConsumer> logger) : IConsumer<TransactionScreened>
{
    public async Task HandleAsync(TransactionScreened message, MessageContext context, CancellationToken cancellationToken)
    {
        if (message.OrderId is not { } orderId)
        {
            return; // a payment that is no order's
        }

        if (await database.Orders.SingleOrDefaultAsync(order => order.Id == orderId, cancellationToken) is not { } order)
        {
            // Orders are stored before they are sent out, so this one is another shop's.
            ApplyScreeningLog.Unknown(logger, orderId);
            return;
        }

        if (!order.Apply(Verdict(message.Decision), message.Reasons, time.GetUtcNow().ToStoredPrecision()))
        {
            ApplyScreeningLog.Ignored(logger, orderId, order.Status);
            return;
        }

        if (order.Status == OrderStatus.Released)
        {
            database.Feedback.AddRange(order.Lines.Select(line => Purchase(order, line)));
        }

        ApplyScreeningLog.Applied(logger, orderId, order.Status);
    }

    private static PaymentVerdict Verdict(ScreeningDecision decision) => decision switch
    {
        ScreeningDecision.Approve => PaymentVerdict.Approve,
        ScreeningDecision.Review => PaymentVerdict.Review,
        ScreeningDecision.Decline => PaymentVerdict.Decline,
        _ => throw new InvalidOperationException($"Fraud decided '{decision}', which this service does not know."),
    };

    private static Feedback Purchase(Order order, OrderLine line) => new()
    {
        Id = $"{Feedback.OrderPrefix}{order.Id:N}-{line.Number}",
        ShopperId = order.ShopperId,
        ItemId = line.ItemId,
        Kind = InteractionKind.Purchase,
        At = order.PlacedAt,
    };
}

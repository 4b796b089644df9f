using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Retail.Api.Data;
using Retail.Api.Domain;
using Retail.Api.Domain.Ordering;
using Retail.Api.Features.GetOrder;
using Retail.Contracts.V1;

namespace Retail.Api.Features.PlaceOrder;

/// <summary>Price -> save with the event that asks for screening.</summary>
public sealed class PlaceOrderHandler(
    RetailDbContext database,
    Shelf shelf,
    IOutbox outbox,
    IOptions<ShopOptions> shop,
    TimeProvider time,
    ILogger<PlaceOrderHandler> logger)
{
    public async Task<PlaceOrderOutcome> HandleAsync(PlaceOrder request, CancellationToken cancellationToken)
    {
        if (await PlacedBeforeAsync(request, cancellationToken) is { } before)
        {
            return before;
        }

        var onSale = await shelf.OnSaleAsync(request.Lines.Select(line => line.ItemId), cancellationToken);
        var errors = Check(request, onSale);
        if (errors.Count > 0)
        {
            return new Refused(errors);
        }

        var order = ToOrder(request, line => onSale[line.ItemId].Price);
        if (order.Total > Order.TotalAtMost)
        {
            return new Refused(new Dictionary<string, string[]>
            {
                ["lines"] = [$"cost {order.Total} in all, above the limit of {Order.TotalAtMost}"],
            });
        }

        database.Orders.Add(order);
        outbox.Add(
            new OrderPlaced(order.Id, order.ShopperId, shop.Value.TerminalId, order.Total, order.Currency, order.PlacedAt),
            subject: order.Id.ToString());
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same key came twice at once, or our own commit was retried after its answer was lost.
            database.ChangeTracker.Clear();
            return await PlacedBeforeAsync(request, cancellationToken) ?? throw new InvalidOperationException("The order that has the key is gone.", e);
        }

        PlaceOrderLog.Placed(logger, order.Id, order.Lines.Count);
        return new Placed(OrderView.Of(order), IsNew: true);
    }

    private async Task<PlaceOrderOutcome?> PlacedBeforeAsync(PlaceOrder request, CancellationToken cancellationToken)
    {
        var known = await database.Orders.AsNoTracking()
            .SingleOrDefaultAsync(order => order.ShopperId == request.ShopperId && order.Key == request.OrderKey, cancellationToken);
        return known is null ? null
            : known.IsSameOrderAs(ToOrder(request, _ => 0)) ? new Placed(OrderView.Of(known), IsNew: false)
            : new KeyTaken();
    }

    private static Dictionary<string, string[]> Check(PlaceOrder request, Dictionary<string, ShelfItem> onSale)
    {
        var errors = new Dictionary<string, string[]>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var itemId = request.Lines[i].ItemId;
            if (!onSale.TryGetValue(itemId, out var item))
            {
                errors[$"lines[{i}].itemId"] = [$"'{itemId}' is not on sale"];
            }
            else if (item.Currency != request.Currency)
            {
                errors[$"lines[{i}].itemId"] = [$"'{itemId}' is priced in {item.Currency}, not {request.Currency}"];
            }
        }

        return errors;
    }

    private Order ToOrder(PlaceOrder request, Func<OrderedItem, decimal> price)
    {
        var now = time.GetUtcNow().ToStoredPrecision();
        var lines = request.Lines
            .Select((line, i) => new OrderLine { Number = i + 1, ItemId = line.ItemId, Quantity = line.Quantity, UnitPrice = price(line) })
            .ToList();
        return new Order
        {
            Id = Guid.CreateVersion7(now),
            ShopperId = request.ShopperId,
            Key = request.OrderKey,
            Lines = lines,
            Currency = request.Currency,
            Total = Order.TotalOf(lines),
            PlacedAt = now,
        };
    }
}

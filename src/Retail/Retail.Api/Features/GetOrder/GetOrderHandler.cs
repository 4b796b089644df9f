using Microsoft.EntityFrameworkCore;
using Retail.Api.Data;

namespace Retail.Api.Features.GetOrder;

public sealed class GetOrderHandler(RetailDbContext database)
{
    public async Task<OrderView?> HandleAsync(Guid id, CancellationToken cancellationToken) =>
        await database.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.Id == id, cancellationToken) is { } order
            ? OrderView.Of(order)
            : null;
}

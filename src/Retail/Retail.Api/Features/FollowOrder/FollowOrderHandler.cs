using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Retail.Api.Domain.Ordering;
using Retail.Api.Features.GetOrder;

namespace Retail.Api.Features.FollowOrder;

/// <summary>
/// An order's states as they come. It looks at the database, not at messages: the decision may be taken by another
/// instance of this service.
/// </summary>
public sealed class FollowOrderHandler(GetOrderHandler orders, IOptions<FollowOptions> options, TimeProvider time)
{
    /// <summary>The event that carries a state; the last one is <see cref="TimeOver"/> when nothing was decided in time.</summary>
    public const string State = "order";

    public const string TimeOver = "time-over";

    public async IAsyncEnumerable<SseItem<OrderView>> FollowAsync(
        OrderView order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new SseItem<OrderView>(order, State);
        var until = time.GetUtcNow() + options.Value.TimeLimit;
        while (order.Status == OrderStatus.PendingScreening)
        {
            if (time.GetUtcNow() >= until)
            {
                yield return new SseItem<OrderView>(order, TimeOver);
                yield break;
            }

            await Task.Delay(options.Value.Interval, time, cancellationToken);
            if (await orders.HandleAsync(order.OrderId, cancellationToken) is { } now && now.Status != order.Status)
            {
                order = now;
                yield return new SseItem<OrderView>(order, State);
            }
        }
    }
}

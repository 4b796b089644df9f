using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;
using Retail.Api.Features.GetOrder;

namespace Retail.Api.Features.FollowOrder;

internal static class FollowOrderEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/orders/{id:guid}/events", HandleAsync)
        .RequirePermission(RetailAccess.Read)
        .DisableRequestTimeout() // it has a time limit of its own
        .WithName("FollowOrder")
        .WithSummary("An order's states as server-sent events, until it is decided or the time is over");

    private static async Task<Results<ServerSentEventsResult<OrderView>, NotFound>> HandleAsync(
        Guid id,
        ClaimsPrincipal caller,
        OwnShopper ownShopper,
        GetOrderHandler orders,
        FollowOrderHandler handler,
        CancellationToken cancellationToken) =>
        await orders.HandleAsync(id, cancellationToken) is { } order && await ownShopper.MayActForAsync(caller, order.ShopperId)
            ? TypedResults.ServerSentEvents(handler.FollowAsync(order, cancellationToken))
            : TypedResults.NotFound();
}

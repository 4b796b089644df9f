using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Retail.Api.Features.GetOrder;

internal static class GetOrderEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapGet("/orders/{id:guid}", HandleAsync)
        .RequirePermission(RetailAccess.Read)
        .WithName("GetOrder")
        .WithSummary("An order and where it stands");

    private static async Task<Results<Ok<OrderView>, NotFound>> HandleAsync(
        Guid id, ClaimsPrincipal caller, OwnShopper ownShopper, GetOrderHandler handler, CancellationToken cancellationToken) =>
        // Another shopper's order is as unknown as one that never was.
        await handler.HandleAsync(id, cancellationToken) is { } order && await ownShopper.MayActForAsync(caller, order.ShopperId)
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}

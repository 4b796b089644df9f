using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults;
using Retail.Api.Features.GetOrder;

namespace Retail.Api.Features.PlaceOrder;

internal static class PlaceOrderEndpoint
{
    public static void Map(RouteGroupBuilder v1) => v1
        .MapPost("/orders", HandleAsync)
        .RequirePermission(RetailAccess.Order)
        .WithName("PlaceOrder")
        .WithSummary("Places an order; it is released once Fraud has screened its payment");

    private static async Task<Results<Created<OrderView>, Ok<OrderView>, ValidationProblem, ForbidHttpResult, Conflict<ProblemDetails>>> HandleAsync(
        PlaceOrder request, ClaimsPrincipal caller, OwnShopper ownShopper, PlaceOrderHandler handler, CancellationToken cancellationToken)
    {
        if (!await ownShopper.MayActForAsync(caller, request.ShopperId))
        {
            return TypedResults.Forbid();
        }

        return await handler.HandleAsync(request, cancellationToken) switch
        {
            Placed { IsNew: true, Order: var order } => TypedResults.Created($"/v1/orders/{order.OrderId}", order),
            Placed { Order: var order } => TypedResults.Ok(order),
            Refused { Errors: var errors } => TypedResults.ValidationProblem(errors),
            _ => TypedResults.Conflict(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "Another order has this key.",
                Detail = $"The key '{request.OrderKey}' of this shopper stands for an order with other content.",
            }),
        };
    }
}

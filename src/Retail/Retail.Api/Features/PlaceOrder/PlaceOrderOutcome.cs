using Retail.Api.Features.GetOrder;

namespace Retail.Api.Features.PlaceOrder;

/// <summary>What became of an order that was sent.</summary>
public abstract record PlaceOrderOutcome;

/// <param name="IsNew">False when the same order was placed before.</param>
public sealed record Placed(OrderView Order, bool IsNew) : PlaceOrderOutcome;

/// <summary>The catalogue does not allow it: what is wrong, by field.</summary>
public sealed record Refused(IDictionary<string, string[]> Errors) : PlaceOrderOutcome;

/// <summary>The key stands for another order.</summary>
public sealed record KeyTaken : PlaceOrderOutcome;

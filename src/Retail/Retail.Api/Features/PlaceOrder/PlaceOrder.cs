using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Ordering;

namespace Retail.Api.Features.PlaceOrder;

/// <summary>What a shopper wants to buy, at the prices of the catalogue.</summary>
/// <param name="OrderKey">The client's key: the same order sent again is placed once.</param>
/// <param name="ShopperId">Who buys; Fraud knows them by it.</param>
/// <param name="Currency">ISO 4217 code: the currency the items are priced in.</param>
/// <param name="Lines">Each item once.</param>
public sealed record PlaceOrder(
    [property: Identifier] string OrderKey,
    [property: Identifier] string ShopperId,
    [property: Currency] string Currency,
    [property: Length(1, Order.LinesAtMost), NoNulls] IReadOnlyList<OrderedItem> Lines) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Lines.CountBy(line => line.ItemId).Where(count => count.Value > 1).Take(1)
            .Select(count => new ValidationResult($"must name each item once; {count.Key} comes {count.Value} times", [nameof(Lines)]));
}

public sealed record OrderedItem(
    [property: Identifier] string ItemId,
    [property: Range(1, OrderLine.AtMost)] int Quantity);

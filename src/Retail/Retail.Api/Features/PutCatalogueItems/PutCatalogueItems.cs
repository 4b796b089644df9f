using System.ComponentModel.DataAnnotations;
using Platform.ServiceDefaults;
using Retail.Api.Domain.Catalogue;
using Retail.Api.Domain.Validation;

namespace Retail.Api.Features.PutCatalogueItems;

/// <summary>Items to add or to change; all or none are taken.</summary>
public sealed record PutCatalogueItems(
    [property: Length(1, PutCatalogueItems.AtMost), NoNulls] IReadOnlyList<CatalogueEntry> Items) : IValidatableObject
{
    public const int AtMost = 1_000;

    /// <summary>Largest body, in bytes: room for the longest titles.</summary>
    public const int AtMostBytes = AtMost * 2_048;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Items.CountBy(item => item.Id).Where(count => count.Value > 1).Take(1)
            .Select(count => new ValidationResult($"must name each item once; {count.Key} comes {count.Value} times", [nameof(Items)]));
}

/// <param name="Id">The shop's id of the item, such as a stock code.</param>
/// <param name="Title">What shoppers read.</param>
/// <param name="Price">Price of one piece, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Available">Whether it can be ordered; what cannot is not recommended.</param>
public sealed record CatalogueEntry(
    [property: Identifier] string Id,
    [property: Required, StringLength(CatalogueItem.TitleLength, MinimumLength = 1)] string Title,
    [property: Price] decimal Price,
    [property: Currency] string Currency,
    bool Available = true);

/// <param name="Added">Items the shop did not have.</param>
/// <param name="Changed">Items that were different before.</param>
/// <param name="Unchanged">Items that were the same already.</param>
public sealed record CatalogueChange(int Added, int Changed, int Unchanged);

namespace Retail.Api.Domain.Catalogue;

/// <summary>Something the shop sells.</summary>
public sealed class CatalogueItem
{
    public const int TitleLength = 200;

    /// <summary>The shop's id, such as a stock code.</summary>
    public required string Id { get; init; }

    public required string Title { get; set; }

    /// <summary>Price of one piece.</summary>
    public required decimal Price { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>Whether it can be ordered now; what cannot is not recommended either.</summary>
    public required bool Available { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

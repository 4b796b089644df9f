namespace Retail.Api.Features.PopularItems;

/// <summary>What sells best, best first; empty while nothing was sold.</summary>
public sealed record BestSellers(BestSeller[] Items);

/// <param name="Baskets30Days">Baskets (shopper and day) with the item in the last 30 days.</param>
public sealed record BestSeller(string ItemId, string Title, decimal Price, string Currency, int Baskets30Days);

namespace Retail.Api.Features.SimilarItems;

/// <summary>Items that the same shoppers meet, nearest first; empty while nothing is known of the item.</summary>
public sealed record ItemsLikeThis(string ItemId, SimilarItem[] Items);

/// <param name="Similarity">Shrunk cosine over shoppers, 0 to 1.</param>
public sealed record SimilarItem(string ItemId, string Title, decimal Price, string Currency, float Similarity);

namespace Retail.Api.Domain.Recommending;

/// <summary>
/// Which items go together, as a sparse matrix of shrunk cosines: with c(i, j) the co-occurrence of two items over groups
/// (shoppers or baskets), similarity(i, j) = c(i, j) / (sqrt(c(i, i) c(j, j)) + shrinkage). The cosine is that of
/// Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001; the shrinkage keeps two items
/// that one shopper bought from being twins (Bell and Koren, "Scalable collaborative filtering", ICDM 2007).
/// </summary>
public static class ItemToItem
{
    /// <param name="groups">Sparse vectors of weights: what a shopper met, or a basket.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="shrinkage">Added to the denominator, in units of co-occurrence; 0 gives the plain cosine.</param>
    /// <param name="neighbours">How many neighbours an item keeps.</param>
    /// <param name="cancellationToken">Stops the work between two items.</param>
    public static NeighbourTable Build(
        IReadOnlyList<Neighbour[]> groups, int items, float shrinkage, int neighbours, CancellationToken cancellationToken = default)
    {
        var together = new CoOccurrence(groups, items);
        var row = new float[items];
        var rows = new Neighbour[items][];
        for (var item = 0; item < items; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            together.Row(item, row);
            row[item] = 0;
            for (var other = 0; other < items; other++)
            {
                if (row[other] > 0)
                {
                    row[other] /= MathF.Sqrt(together.Norms[item] * together.Norms[other]) + shrinkage;
                }
            }

            rows[item] = Top.Of(row, neighbours);
        }

        return new NeighbourTable(rows);
    }
}

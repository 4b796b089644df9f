namespace Platform.Statistics;

/// <summary>Measures of ordered lists.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// nDCG@k with binary relevance: sum over the first k places of 1 / log2(place + 1) where the item is relevant, over
    /// the same for an ideal list, whose first min(k, relevant) places are relevant (Järvelin, Kekäläinen 2002).
    /// </summary>
    /// <param name="k">Places that count.</param>
    /// <param name="relevantAt">Whether the item at each place, best first, is relevant.</param>
    /// <param name="relevant">How many items are relevant in all, listed or not; NaN when 0.</param>
    public static double NdcgAt(int k, ReadOnlySpan<bool> relevantAt, int relevant)
    {
        double gain = 0;
        for (var place = 0; place < Math.Min(k, relevantAt.Length); place++)
        {
            gain += relevantAt[place] ? Discount(place) : 0;
        }

        return relevant == 0 ? double.NaN : gain / Ideal(k, relevant);
    }

    /// <summary>1 when one of the first k places is relevant, else 0.</summary>
    public static double HitAt(int k, ReadOnlySpan<bool> relevantAt) => relevantAt[..Math.Min(k, relevantAt.Length)].Contains(true) ? 1 : 0;

    /// <summary>The share of the first k places that is relevant; an absent place is not.</summary>
    public static double PrecisionAt(int k, ReadOnlySpan<bool> relevantAt) =>
        (double)relevantAt[..Math.Min(k, relevantAt.Length)].Count(true) / k;

    private static double Ideal(int k, int relevant)
    {
        double ideal = 0;
        for (var place = 0; place < Math.Min(k, relevant); place++)
        {
            ideal += Discount(place);
        }

        return ideal;
    }

    private static double Discount(int place) => 1 / Math.Log2(place + 2);
}

namespace Fraud.Api.Domain.Cases;

/// <summary>How much a past case is like another.</summary>
/// <param name="SharedTerminals">Terminals with alerts in both.</param>
/// <param name="SharedReasons">Codes of reasons of both.</param>
/// <param name="Value">
/// 0 to 1: half for the share of the case's terminals that the past one has too, half for the overlap of their reasons
/// (Jaccard index: shared codes / codes of either).
/// </param>
public sealed record CaseSimilarity(IReadOnlyList<string> SharedTerminals, IReadOnlyList<string> SharedReasons, double Value)
{
    public static CaseSimilarity Of(
        IReadOnlyCollection<string> terminals,
        IReadOnlyCollection<string> reasons,
        IReadOnlyCollection<string> pastTerminals,
        IReadOnlyCollection<string> pastReasons)
    {
        var sameTerminals = terminals.Intersect(pastTerminals, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var sameReasons = reasons.Intersect(pastReasons, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var eitherReasons = reasons.Union(pastReasons, StringComparer.Ordinal).Count();
        return new CaseSimilarity(
            sameTerminals,
            sameReasons,
            (Share(sameTerminals.Length, terminals.Distinct(StringComparer.Ordinal).Count()) + Share(sameReasons.Length, eitherReasons)) / 2);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}

using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.FindSimilarCases;

/// <summary>Closed cases that are like this one, most similar first, the later closed first where they are equally so.</summary>
public sealed record SimilarCases(SimilarCase[] Cases);

/// <param name="Similarity">0 to 1: half for shared terminals, half for the overlap of reasons.</param>
/// <param name="SharedTerminals">Terminals with alerts in both.</param>
/// <param name="SharedReasons">Codes of reasons of both.</param>
/// <param name="SameCustomer">Whether it was a case of the same customer.</param>
/// <param name="ValueAtRisk">In the base currency.</param>
public sealed record SimilarCase(
    Guid CaseId,
    double Similarity,
    string[] SharedTerminals,
    string[] SharedReasons,
    bool SameCustomer,
    CaseConclusion Conclusion,
    decimal ValueAtRisk,
    int Alerts,
    DateTimeOffset ClosedAt);

using System.ComponentModel.DataAnnotations;
using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.CloseCase;

/// <summary>What was found. All payments of the case get the label that follows: fraud a chargeback, genuine genuine, unclear none.</summary>
/// <param name="Note">Why.</param>
public sealed record CloseCase(CaseConclusion Conclusion, [property: StringLength(CaseEntry.LongestNote, MinimumLength = 1)] string? Note = null);

/// <param name="Labelled">Payments whose label says what was concluded.</param>
/// <param name="StandingAgainstCount">Payments that somebody had labelled otherwise before: these labels stay.</param>
/// <param name="StandingAgainst">The first 100 of them; <c>POST /v1/labels</c> corrects one.</param>
public sealed record ClosedCase(
    Guid CaseId,
    CaseConclusion Conclusion,
    string Analyst,
    DateTimeOffset ClosedAt,
    int Labelled,
    int StandingAgainstCount,
    StandingLabel[] StandingAgainst)
{
    public const int LabelsNamed = 100;

    public static ClosedCase Of(FraudCase closed, CaseLabels labels) => new(
        closed.Id,
        closed.Conclusion!.Value,
        closed.ClosedBy!,
        closed.ClosedAt!.Value,
        labels.Labelled,
        labels.StandingAgainst.Count,
        [.. labels.StandingAgainst.Take(LabelsNamed)]);
}

using Fraud.Api.Features.WorkCase;

namespace Fraud.Api.Features.ListCases;

/// <summary>Open cases: the highest value at risk first, then the highest score, then the oldest.</summary>
/// <param name="Currency">Of the values at risk.</param>
/// <param name="Next">To be given as <c>after</c> for the next page; null on the last.</param>
public sealed record QueuedCases(QueuedCase[] Cases, string Currency, string? Next);

/// <param name="ValueAtRisk">Sum over the alerts of amount × score: what is lost on average if nobody looks.</param>
/// <param name="HighestScore">Of an alert, 0 to 1.</param>
/// <param name="Reasons">Codes of the reasons of all alerts.</param>
/// <param name="Holder">Who has it; null where it is free.</param>
public sealed record QueuedCase(
    Guid CaseId,
    string CustomerId,
    decimal ValueAtRisk,
    float HighestScore,
    int Alerts,
    string[] Reasons,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool Overdue,
    CaseHolder? Holder);

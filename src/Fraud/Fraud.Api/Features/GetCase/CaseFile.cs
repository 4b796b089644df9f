using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;
using Fraud.Api.Features.AttachCaseFile;
using Fraud.Api.Features.WorkCase;

namespace Fraud.Api.Features.GetCase;

/// <summary>A case with what an analyst needs to judge it.</summary>
/// <param name="PreviousCaseId">The customer's case before this one.</param>
/// <param name="Holder">Who has it; null where it is free or closed.</param>
/// <param name="Judgement">What was found; null as long as it is open.</param>
/// <param name="ValueAtRisk">Sum over the alerts of amount × score, in <paramref name="Currency"/>.</param>
/// <param name="Reasons">Codes of the reasons of all alerts.</param>
/// <param name="AlertCount">All alerts; the latest 100 are in <paramref name="Alerts"/>, the others under <c>/alerts</c>.</param>
/// <param name="Alerts">The latest first.</param>
/// <param name="HistoryCount">All lines; the latest 100 are in <paramref name="History"/>, the others under <c>/history</c>.</param>
/// <param name="History">Who did what when, with the notes; the latest first.</param>
/// <param name="Files">All files, the latest first.</param>
public sealed record CaseFile(
    Guid CaseId,
    string CustomerId,
    Guid? PreviousCaseId,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool Overdue,
    CaseHolder? Holder,
    CaseJudgement? Judgement,
    decimal ValueAtRisk,
    string Currency,
    float HighestScore,
    string[] Reasons,
    int AlertCount,
    CasePayment[] Alerts,
    int HistoryCount,
    CaseLine[] History,
    AttachedFile[] Files)
{
    /// <summary>Alerts and lines of history shown with the case.</summary>
    public const int Shown = 100;
}

/// <summary>A payment that was held up or refused.</summary>
/// <param name="Number">1, 2, 3 … within the case.</param>
/// <param name="ValueAtRisk">Amount × score, in the base currency.</param>
/// <param name="Label">What is known to have become of it.</param>
public sealed record CasePayment(
    int Number,
    string TransactionId,
    string TerminalId,
    decimal Amount,
    string Currency,
    DateTimeOffset At,
    Outcome Decision,
    float Score,
    decimal ValueAtRisk,
    Reason[] Reasons,
    Verdict? Label,
    DateTimeOffset? LabelledAt);

/// <summary>A line of the history.</summary>
/// <param name="Number">1, 2, 3 … within the case, without holes.</param>
/// <param name="Analyst">Who; null for the service itself.</param>
/// <param name="About">The transaction, file, colleague or conclusion; for a lapsed lock that was taken over, whose it was.</param>
public sealed record CaseLine(int Number, DateTimeOffset At, string? Analyst, CaseAction Action, string? About, string? Note);

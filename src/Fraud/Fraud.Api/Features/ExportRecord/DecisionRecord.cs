using Fraud.Api.Domain.Cases;
using Fraud.Api.Domain.Features;
using Fraud.Api.Features.ExploreWhatIf;
using Fraud.Api.Features.GetTransaction;
using Fraud.Api.Features.ReplayDecision;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>Everything that made a decision, and what became of it, to be kept or handed on.</summary>
/// <param name="Schema">Version of this form: members are added, never changed.</param>
/// <param name="ExportedBy">Subject of the token.</param>
/// <param name="Transaction">The payment, its decision with features, score, reasons and contributions, and every label it was given.</param>
/// <param name="Facts">What was known of customer and terminal, of which the features were made; null where it was not kept.</param>
/// <param name="RuleSet">The rules that were in force; null where there were none.</param>
/// <param name="ListEntries">The entries of lists that were found.</param>
/// <param name="WhatIf">What would have changed it; null for imported history.</param>
/// <param name="Replay">The decision made again for this record; null for imported history.</param>
/// <param name="Labels">What became of it: the label that stands.</param>
/// <param name="Case">The case that collected it, with who did what when; null where there is none.</param>
/// <param name="Notes">What this record does not have, and why.</param>
public sealed record DecisionRecord(
    int Schema,
    DateTimeOffset ExportedAt,
    string ExportedBy,
    RecordedTransaction Transaction,
    PointInTime? Facts,
    RecordedRuleSet? RuleSet,
    RecordedListEntry[] ListEntries,
    WhatIf? WhatIf,
    Replay? Replay,
    RecordedLabel[] Labels,
    RecordedCase? Case,
    string[] Notes);

/// <param name="Alerts">Payments in it.</param>
/// <param name="Lines">Lines of its history; where there are more than <paramref name="History"/> has, alerts that it collected are left out first.</param>
/// <param name="History">Who did what when, in this order.</param>
public sealed record RecordedCase(
    Guid Id,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    int Alerts,
    decimal ValueAtRisk,
    CaseConclusion? Conclusion,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    int Lines,
    RecordedDeed[] History);

/// <param name="Actor">Subject of the token; null for the service itself.</param>
/// <param name="About">On what.</param>
/// <param name="Note">In the analyst's words.</param>
public sealed record RecordedDeed(int Number, DateTimeOffset At, string? Actor, CaseAction Action, string? About, string? Note);

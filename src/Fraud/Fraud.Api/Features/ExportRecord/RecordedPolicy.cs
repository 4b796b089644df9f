using Fraud.Api.Domain.Lists;
using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Features.ExportRecord;

/// <summary>The rules that were in force at a decision, and who stands behind them.</summary>
/// <param name="Rules">All of them, with their conditions; those that applied are among the decision's findings.</param>
/// <param name="Author">Who wrote them: subject of the token.</param>
/// <param name="Approver">Who let them be in force.</param>
/// <param name="EffectiveFrom">From when on.</param>
public sealed record RecordedRuleSet(
    int Version,
    string Title,
    Rule[] Rules,
    string Author,
    DateTimeOffset WrittenAt,
    string? Approver,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? EffectiveFrom);

/// <summary>An entry of a list that was found. Whom it names is on the payment.</summary>
/// <param name="AddedBy">Who added it: subject of the token.</param>
/// <param name="RemovedBy">Who ended it since; null where nobody did.</param>
public sealed record RecordedListEntry(
    Guid Id,
    ListKind List,
    ListSubject Subject,
    string Reason,
    string AddedBy,
    DateTimeOffset AddedAt,
    DateTimeOffset? ExpiresAt,
    string? RemovedBy,
    DateTimeOffset? RemovedAt);

using System.ComponentModel.DataAnnotations;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Rules;
using Fraud.Api.Domain.Rules.Checks;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.CreateRuleSet;

/// <summary>The next version of the rules: all of them, as it replaces the one before.</summary>
/// <param name="Title">What is new in it, for those who approve it.</param>
/// <param name="Rules">May be empty: then the model decides alone.</param>
/// <param name="Note">For the audit trail.</param>
public sealed record CreateRuleSet(
    [property: Required, StringLength(100)] string Title,
    [property: MaxLength(RuleSet.MostRules), NoNulls] IReadOnlyList<Rule> Rules,
    [property: StringLength(PolicyAction.LongestNote)] string? Note = null);

/// <summary>A version with all that is in it.</summary>
/// <param name="Status">Where it is in its life, now.</param>
/// <param name="Warnings">What its author may not have meant.</param>
/// <param name="Comparisons">What it costs a payment at most.</param>
/// <param name="Approvals">Who let it be in force, and from when on; the earliest first.</param>
public sealed record RuleSetVersion(
    int Version,
    string Title,
    RuleSetStatus Status,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<RuleRemark> Warnings,
    int Comparisons,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    IReadOnlyList<RuleSetVersionApproval> Approvals)
{
    internal static RuleSetVersion Of(StoredRuleSet set, RuleSetSchedule schedule, DateTimeOffset now)
    {
        var report = RuleSetCheck.Of(set.Rules);
        return new RuleSetVersion(
            set.Version,
            set.Title,
            schedule.StatusOf(set, now),
            set.Rules,
            report.Warnings,
            report.Comparisons,
            set.CreatedBy,
            set.CreatedAt,
            RuleSetVersionApproval.Of(set));
    }
}

/// <param name="WithdrawnAt">Taken back before its time came.</param>
public sealed record RuleSetVersionApproval(DateTimeOffset EffectiveFrom, string ApprovedBy, DateTimeOffset ApprovedAt, DateTimeOffset? WithdrawnAt)
{
    internal static RuleSetVersionApproval[] Of(StoredRuleSet set) =>
    [
        .. set.Approvals.OrderBy(approval => approval.PolicyVersion)
            .Select(approval => new RuleSetVersionApproval(approval.EffectiveFrom, approval.ApprovedBy, approval.ApprovedAt, approval.WithdrawnAt)),
    ];
}

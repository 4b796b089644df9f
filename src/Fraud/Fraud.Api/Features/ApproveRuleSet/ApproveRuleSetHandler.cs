using System.Text.Json;
using Fraud.Api.Data;
using Fraud.Api.Data.Policies;
using Fraud.Api.Domain.Rules.Checks;
using Fraud.Api.Features.CreateRuleSet;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults;

namespace Fraud.Api.Features.ApproveRuleSet;

public enum ApprovalOutcome
{
    Approved,
    Unknown,
    Author,
    InThePast,
    TooFarAhead,
    Withdrawn,
    DoesNotCompile,
    InForceAlready,
}

public sealed class ApproveRuleSetHandler(FraudDbContext database, PolicyChanges changes, ILogger<ApproveRuleSetHandler> logger)
{
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    public async Task<(ApprovalOutcome Outcome, RuleSetVersion? Approved)> HandleAsync(
        int version, ApproveRuleSet request, string approver, CancellationToken cancellationToken)
    {
        var (outcome, approved) = await changes.MakeAsync(approver, (moment, token) => TryAsync(version, request, moment, token), cancellationToken);
        if (approved is null)
        {
            ApproveRuleSetLog.Refused(logger, version, outcome);
        }
        else
        {
            ApproveRuleSetLog.Approved(logger, version, approved.Approvals[^1].EffectiveFrom);
        }

        return (outcome, approved);
    }

    private async Task<((ApprovalOutcome, RuleSetVersion?) Answer, PolicyAction? Action)> TryAsync(
        int version, ApproveRuleSet request, PolicyMoment moment, CancellationToken cancellationToken)
    {
        var set = await database.RuleSets.Include(set => set.Approvals).SingleOrDefaultAsync(set => set.Version == version, cancellationToken);
        if (set is null)
        {
            return ((ApprovalOutcome.Unknown, null), null);
        }

        var approvals = await database.RuleSetApprovals.AsNoTracking().ToListAsync(cancellationToken);
        var schedule = new RuleSetSchedule(approvals);
        var from = EffectiveFrom(request, moment.Now, schedule);
        if (WhyNot(set, schedule, moment, from) is { } refusal)
        {
            // Who tried is written down too: above all an author who approves their own.
            return (
                (refusal, null),
                moment.OnRuleSet(
                    PolicyActionKind.RuleSetApprovalRefused, version, request.Note, from, JsonNamingPolicy.KebabCaseLower.ConvertName(refusal.ToString())));
        }

        var approval = new RuleSetApproval
        {
            Id = moment.Id,
            RuleSetVersion = version,
            EffectiveFrom = from,
            ApprovedBy = moment.Actor,
            ApprovedAt = moment.Now,
            PolicyVersion = moment.PolicyVersion,
        };
        database.RuleSetApprovals.Add(approval);
        return (
            (ApprovalOutcome.Approved, RuleSetVersion.Of(set, new RuleSetSchedule([.. approvals, approval]), moment.Now)),
            moment.OnRuleSet(PolicyActionKind.RuleSetApproved, version, request.Note, from));
    }

    // "Now" is not before the approval that was made last: the clock of the replica that made it may be ahead of ours.
    private static DateTimeOffset EffectiveFrom(ApproveRuleSet request, DateTimeOffset now, RuleSetSchedule schedule)
    {
        var asked = request.EffectiveFrom?.ToStoredPrecision() ?? now;
        var earliest = schedule.LastApprovedAt > now ? schedule.LastApprovedAt : now;
        return asked > earliest || asked < now - PlausibleTimeAttribute.ClockDifference ? asked : earliest;
    }

    private static ApprovalOutcome? WhyNot(StoredRuleSet set, RuleSetSchedule schedule, PolicyMoment moment, DateTimeOffset from) =>
        set.CreatedBy == moment.Actor ? ApprovalOutcome.Author
        : set.WithdrawnAt is not null ? ApprovalOutcome.Withdrawn
        : from < moment.Now ? ApprovalOutcome.InThePast
        : from > moment.Now + FurthestAhead ? ApprovalOutcome.TooFarAhead
        : !RuleSetCheck.Of(set.Rules).IsValid ? ApprovalOutcome.DoesNotCompile
        : schedule.VersionAt(from) == set.Version ? ApprovalOutcome.InForceAlready
        : null;
}

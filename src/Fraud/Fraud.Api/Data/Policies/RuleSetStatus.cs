namespace Fraud.Api.Data.Policies;

/// <summary>Where a version is in its life.</summary>
public enum RuleSetStatus
{
    /// <summary>Valid, and waits for a second person.</summary>
    Draft,

    /// <summary>Approved for a time that has not come.</summary>
    Approved,

    /// <summary>In force.</summary>
    Active,

    /// <summary>Was in force, until another one was.</summary>
    Superseded,

    /// <summary>Taken back before anybody approved it.</summary>
    Withdrawn,
}

/// <summary>The approvals that stand, in the order in which they come into force.</summary>
public sealed class RuleSetSchedule(IEnumerable<RuleSetApproval> approvals)
{
    private readonly RuleSetApproval[] _standing =
    [
        .. approvals.Where(approval => approval.WithdrawnAt is null)
            .OrderBy(approval => approval.EffectiveFrom).ThenBy(approval => approval.PolicyVersion),
    ];

    /// <summary>No approval can begin before this: else an older one would hide it where the clocks of two replicas differ.</summary>
    public DateTimeOffset LastApprovedAt => _standing.Select(approval => approval.ApprovedAt).DefaultIfEmpty().Max();

    public int? VersionAt(DateTimeOffset at) => Array.FindLast(_standing, approval => approval.EffectiveFrom <= at)?.RuleSetVersion;

    public RuleSetStatus StatusOf(StoredRuleSet set, DateTimeOffset now)
    {
        var own = _standing.Where(approval => approval.RuleSetVersion == set.Version).ToArray();
        return VersionAt(now) == set.Version ? RuleSetStatus.Active
            : own.Any(approval => approval.EffectiveFrom > now) ? RuleSetStatus.Approved
            : set.WithdrawnAt is not null ? RuleSetStatus.Withdrawn
            : own.Length > 0 ? RuleSetStatus.Superseded
            : RuleSetStatus.Draft;
    }
}

using Fraud.Api.Domain.Rules;

namespace Fraud.Api.Data.Policies;

/// <summary>A version of the rules as it was written; it never changes.</summary>
public sealed class StoredRuleSet
{
    public required int Version { get; init; }

    /// <summary>What is new in it, for those who approve it.</summary>
    public required string Title { get; init; }

    public required List<Rule> Rules { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A draft that was taken back: it cannot be approved.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public List<RuleSetApproval> Approvals { get; } = [];
}

/// <summary>That a second person let a version be in force from a time on.</summary>
public sealed class RuleSetApproval
{
    public required Guid Id { get; init; }

    public required int RuleSetVersion { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    public required string ApprovedBy { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>The version of the policy that it made: of two that begin at the same time, the later approved one holds.</summary>
    public required long PolicyVersion { get; init; }

    /// <summary>Taken back before its time came.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

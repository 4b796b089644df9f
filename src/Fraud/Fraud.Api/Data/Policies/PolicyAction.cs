namespace Fraud.Api.Data.Policies;

/// <summary>Who did what with rules and lists, or wanted to. Written in the transaction of what was done, and never changed.</summary>
public sealed class PolicyAction
{
    public const int LongestNote = 500;
    public const int LongestActor = 256;
    public const int LongestRefusal = 32;

    public required Guid Id { get; init; }

    /// <summary>The version of the policy that it made: changes come one after the other, also within a microsecond.</summary>
    public required long PolicyVersion { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Subject of the token.</summary>
    public required string Actor { get; init; }

    public required PolicyActionKind Action { get; init; }

    public int? RuleSetVersion { get; init; }

    /// <summary>For approvals, also refused ones: from when on.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }

    /// <summary>Why it was refused, as <c>author</c>; null where it was done.</summary>
    public string? Refusal { get; init; }

    public Guid? ListEntryId { get; init; }

    public string? Note { get; init; }
}

public enum PolicyActionKind
{
    RuleSetCreated,
    RuleSetApproved,
    RuleSetApprovalRefused,
    RuleSetWithdrawn,
    ListEntryAdded,
    ListEntryRemoved,
}

/// <summary>One row: counts the changes, and lets them happen one after the other.</summary>
public sealed class PolicyState
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public required long Version { get; init; }
}

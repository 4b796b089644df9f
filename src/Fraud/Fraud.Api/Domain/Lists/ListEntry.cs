namespace Fraud.Api.Domain.Lists;

/// <summary>Somebody or something on a list. It is added and removed, never changed.</summary>
public sealed class ListEntry
{
    public const int LongestReason = 200;

    public required Guid Id { get; init; }

    public required ListKind List { get; init; }

    public required ListSubject Subject { get; init; }

    /// <summary>Whom or what; for card ranges the first 6 to 8 digits.</summary>
    public required string Value { get; init; }

    /// <summary>Why, for analysts.</summary>
    public required string Reason { get; init; }

    /// <summary>From then on it matches nothing; null: until it is removed.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public string? RemovedBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The version of the policy that its last change made.</summary>
    public required long PolicyVersion { get; set; }

    public bool IsLive(DateTimeOffset now) => RemovedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public void Remove(string by, DateTimeOffset at, long policyVersion) =>
        (RemovedBy, RemovedAt, PolicyVersion) = (by, at, policyVersion);
}

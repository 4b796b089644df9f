namespace Fraud.Api.Domain.Cases;

/// <summary>A line of a case's history: written with the deed, never changed (a trigger of the database sees to it).</summary>
public sealed class CaseEntry
{
    public const int LongestNote = 4_000;

    /// <summary>Longest name of a person: the subject of a token.</summary>
    public const int LongestActor = 256;

    public required Guid CaseId { get; init; }

    /// <summary>1, 2, 3 … within the case: a hole would be a line that is missing.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the subject of the token; null for the service itself.</summary>
    public string? Actor { get; init; }

    /// <summary>Names the deed, so that one whose commit was not answered is not done twice; null for the service itself.</summary>
    public Guid? DeedId { get; init; }

    public required CaseAction Action { get; init; }

    /// <summary>
    /// On what: the transaction collected, the file attached, the colleague it went to, whose lapsed lock was taken over, the
    /// conclusion.
    /// </summary>
    public string? About { get; init; }

    /// <summary>In the analyst's words.</summary>
    public string? Note { get; init; }
}

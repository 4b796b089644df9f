namespace Fraud.Api.Domain.Cases;

/// <summary>Why something cannot be done with a case now.</summary>
/// <param name="Holder">Who has the case, or had it last.</param>
/// <param name="Until">Until when, or since when not any more.</param>
public sealed record CaseRefusal(CaseRefusalReason Reason, string? Holder = null, DateTimeOffset? Until = null);

public enum CaseRefusalReason
{
    /// <summary>Closed stays closed: what comes later has a case of its own.</summary>
    Closed,

    /// <summary>Another analyst works on it.</summary>
    HeldByAnother,

    /// <summary>Nobody has it: it must be taken first.</summary>
    NotTaken,

    /// <summary>It has as many files as a case may have.</summary>
    TooManyFiles,

    /// <summary>Its payments were changed by others again and again while this was tried.</summary>
    Busy,
}

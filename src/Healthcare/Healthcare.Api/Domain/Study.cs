namespace Healthcare.Api.Domain;

/// <summary>A chest radiograph to be read. It carries no patient: who it is of stays in the archive that gave the id.</summary>
public sealed class Study
{
    /// <summary>The sender's id, such as the accession number.</summary>
    public required string Id { get; init; }

    public required string ScannerId { get; init; }

    /// <summary>When the radiograph was taken (UTC, to the microsecond).</summary>
    public required DateTimeOffset TakenAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the file as it came, lower-case hexadecimal: the input of the decision, whose pixels are stored beside.</summary>
    public required string ImageSha256 { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>Null when the analysis failed.</summary>
    public Analysis? Analysis { get; init; }

    /// <summary>Why the analysis failed; null when it did not.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The file itself. Only loaded where pixels are needed.</summary>
    public StudyImage? Image { get; init; }
}

/// <summary>The file of a study as it came. A table of its own, so that lists never read images.</summary>
public sealed class StudyImage
{
    public required string StudyId { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }
}

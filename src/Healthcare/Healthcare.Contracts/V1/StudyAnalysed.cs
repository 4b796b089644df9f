using System.Text.Json.Serialization;

namespace Healthcare.Contracts.V1;

/// <summary>A study was taken in and analysed, or could not be analysed.</summary>
/// <param name="StudyId">The sender's id of the study, such as the accession number; whose study it is, the event does not say.</param>
/// <param name="ScannerId">The scanner that took it.</param>
/// <param name="Urgency">Its place in the worklist.</param>
/// <param name="Probability">Calibrated probability of pneumonia, 0 to 1; null when the analysis failed.</param>
/// <param name="ModelName">The model that decided; null when the analysis failed.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="AnalysedAt">When (UTC).</param>
public sealed record StudyAnalysed(
    string StudyId,
    string ScannerId,
    StudyUrgency Urgency,
    double? Probability,
    string? ModelName,
    string? ModelVersion,
    DateTimeOffset AnalysedAt)
{
    public const string Type = "healthcare.study-analysed.v1";
}

/// <summary>When a study is read.</summary>
public enum StudyUrgency
{
    [JsonStringEnumMemberName("urgent")] Urgent,
    [JsonStringEnumMemberName("soon")] Soon,
    [JsonStringEnumMemberName("routine")] Routine,

    /// <summary>The analysis failed: nothing is known.</summary>
    [JsonStringEnumMemberName("unprioritised")] Unprioritised,
}

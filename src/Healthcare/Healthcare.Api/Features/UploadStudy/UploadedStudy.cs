using Healthcare.Api.Domain;
using Platform.Inference;

namespace Healthcare.Api.Features.UploadStudy;

/// <summary>What was decided on an uploaded radiograph.</summary>
/// <param name="Urgency">Its place in the worklist; <c>unprioritised</c> when the analysis failed.</param>
/// <param name="Finding">Null when the analysis failed.</param>
/// <param name="Probability">Calibrated probability of pneumonia, 0 to 1; null when the analysis failed.</param>
/// <param name="FailureReason">Why the analysis failed; null when it did not.</param>
/// <param name="Model">The model that decided.</param>
public sealed record UploadedStudy(
    string StudyId,
    Urgency Urgency,
    Finding? Finding,
    float? Probability,
    string? FailureReason,
    ModelStamp? Model,
    DateTimeOffset ReceivedAt);

/// <summary>What can come of an upload. Nothing but <see cref="Stored"/> leaves a trace.</summary>
public abstract record UploadOutcome
{
    public sealed record Stored(UploadedStudy Study) : UploadOutcome;

    public sealed record AnotherStudyHasTheId : UploadOutcome;

    public sealed record UnknownScanner : UploadOutcome;

    public sealed record NotAnImage(string Reason) : UploadOutcome;
}

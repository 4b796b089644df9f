using Healthcare.Api.Domain;
using Platform.Inference;

namespace Healthcare.Api.Features.GetStudy;

/// <summary>A study and everything that made its decision.</summary>
/// <param name="ImageSha256">Hash of the stored file, which is the input of the decision.</param>
/// <param name="Analysis">Null when the analysis failed.</param>
/// <param name="FailureReason">Why it failed.</param>
public sealed record RecordedStudy(
    string StudyId,
    string ScannerId,
    DateTimeOffset TakenAt,
    DateTimeOffset ReceivedAt,
    string ImageSha256,
    Urgency Urgency,
    RecordedAnalysis? Analysis,
    string? FailureReason);

/// <param name="Logit">Output of the network before calibration.</param>
/// <param name="Evidence">What each part of the image says, row-major over a square grid; its mean is the logit.</param>
public sealed record RecordedAnalysis(
    Finding Finding,
    float Probability,
    float Logit,
    TriageRule Thresholds,
    float[] Evidence,
    ModelStamp Model,
    DateTimeOffset AnalysedAt);

using Platform.Inference;

namespace Healthcare.Api.Domain;

/// <summary>
/// What was decided on a radiograph and everything that made it. The input is not repeated here: it is the stored file,
/// whose hash the study keeps, through the preprocessing of this service. Replayed, it gives the same within 1e-5.
/// </summary>
public sealed class Analysis
{
    public required string StudyId { get; init; }

    public required ModelStamp Model { get; init; }

    /// <summary>Output of the network before calibration: the mean of the evidence.</summary>
    public required float Logit { get; init; }

    /// <summary>Calibrated probability of pneumonia, 0 to 1.</summary>
    public required float Probability { get; init; }

    public required TriageRule Thresholds { get; init; }

    public required Finding Finding { get; init; }

    /// <summary>What each part of the image says, row-major over a square grid, in logits; the source of the heat map.</summary>
    public required float[] Evidence { get; init; }

    /// <summary>By the clock of the service (UTC).</summary>
    public required DateTimeOffset AnalysedAt { get; init; }
}

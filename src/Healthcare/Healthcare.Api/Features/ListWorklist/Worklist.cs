using Healthcare.Api.Domain;

namespace Healthcare.Api.Features.ListWorklist;

/// <summary>A page of the worklist: by urgency, then the oldest radiograph first; studies whose analysis failed come last.</summary>
/// <param name="Next">The study to give as <c>after</c> for the next page; null on the last.</param>
/// <param name="Counts">All studies by urgency, on every page: what failed is seen without paging to it.</param>
public sealed record Worklist(WorklistEntry[] Studies, string? Next, WorklistCounts Counts);

public sealed record WorklistCounts(int Urgent, int Soon, int Routine, int Unprioritised);

/// <param name="Finding">Null when the analysis failed.</param>
/// <param name="Probability">Calibrated probability of pneumonia; null when the analysis failed.</param>
/// <param name="FailureReason">Why the analysis failed.</param>
/// <param name="Scanner">The machine that took the radiograph.</param>
public sealed record WorklistEntry(
    string StudyId,
    Urgency Urgency,
    Finding? Finding,
    float? Probability,
    string? FailureReason,
    DateTimeOffset TakenAt,
    DateTimeOffset ReceivedAt,
    WorklistScanner Scanner);

/// <param name="FailurePredicted">The mark: Manufacturing expects it to fail, and it was not serviced since.</param>
/// <param name="RemainingCycles">Predicted remaining cycles, with the mark only.</param>
public sealed record WorklistScanner(string ScannerId, string? Location, bool FailurePredicted, double? RemainingCycles);

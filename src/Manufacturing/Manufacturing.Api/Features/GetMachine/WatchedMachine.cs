using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Contracts.V1;
using Platform.Inference;

namespace Manufacturing.Api.Features.GetMachine;

/// <summary>A machine and what is predicted for it.</summary>
/// <param name="Limit">Remaining life at which its failure is announced, in cycles.</param>
/// <param name="BelowLimit">Whether it has fallen to its limit and not risen clearly above since.</param>
/// <param name="LatestCycle">Newest cycle on record; null before the first reading.</param>
/// <param name="Prediction">The newest prediction; null before the first.</param>
public sealed record WatchedMachine(
    string MachineId,
    MachineKind Kind,
    string Name,
    double Limit,
    bool BelowLimit,
    int? LatestCycle,
    DateTimeOffset RegisteredAt,
    ExplainedPrediction? Prediction);

/// <param name="Drivers">What drives it, strongest first; null where the model that made it is no longer there.</param>
public sealed record ExplainedPrediction(
    Guid PredictionId,
    int Cycle,
    double RemainingCycles,
    double RemainingCyclesLow,
    double RemainingCyclesHigh,
    bool AtLeast,
    double Limit,
    Outcome Outcome,
    Driver[]? Drivers,
    ModelStamp Model,
    DateTimeOffset PredictedAt);

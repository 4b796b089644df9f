using System.Text.Json.Serialization;

namespace Manufacturing.Contracts.V1;

/// <summary>A machine's predicted remaining useful life has crossed its limit.</summary>
/// <param name="PredictionId">The prediction that crossed the limit (UUIDv7).</param>
/// <param name="MachineId">The machine, as its operator named it.</param>
/// <param name="Kind">What the machine is; tells consumers whether it is one of theirs.</param>
/// <param name="RemainingCycles">Predicted remaining useful life, in operating cycles.</param>
/// <param name="RemainingCyclesLow">Lower end of the 90 % interval, in cycles.</param>
/// <param name="RemainingCyclesHigh">Upper end of the 90 % interval, in cycles.</param>
/// <param name="Limit">The limit that was crossed, in cycles.</param>
/// <param name="Drivers">Sensors that drive the prediction, strongest first.</param>
/// <param name="ModelName">The model that predicted.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="PredictedAt">When the prediction was made (UTC).</param>
public sealed record FailurePredicted(
    Guid PredictionId,
    string MachineId,
    MachineKind Kind,
    double RemainingCycles,
    double RemainingCyclesLow,
    double RemainingCyclesHigh,
    double Limit,
    string[] Drivers,
    string ModelName,
    string ModelVersion,
    DateTimeOffset PredictedAt)
{
    public const string Type = "manufacturing.failure-predicted.v1";
}

/// <summary>What a machine is.</summary>
public enum MachineKind
{
    [JsonStringEnumMemberName("engine")] Engine,
    [JsonStringEnumMemberName("scanner")] Scanner,
    [JsonStringEnumMemberName("line")] Line,
}

using System.ComponentModel.DataAnnotations;
using Manufacturing.Api.Domain;
using Manufacturing.Api.Domain.Validation;
using Platform.Inference;
using Platform.ServiceDefaults;

namespace Manufacturing.Api.Features.RecordReadings;

/// <summary>Readings of one or more machines; all are taken, or none.</summary>
/// <param name="Predict">False for history: stored, and predicted at only when newer readings come.</param>
public sealed record RecordReadings(
    [property: Length(1, RecordReadings.AtMost), NoNulls] IReadOnlyList<MachineReading> Readings,
    bool Predict = true) : IValidatableObject
{
    public const int AtMost = 1_000;

    /// <summary>Largest body, in bytes: room for the longest ids and numbers.</summary>
    public const int AtMostBytes = AtMost * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var seen = new HashSet<(string, int)>();
        foreach (var (index, reading) in Readings.Index())
        {
            if (!seen.Add((reading.MachineId, reading.Cycle)))
            {
                yield return new ValidationResult(
                    $"cycle {reading.Cycle} of this machine comes twice in the request", [$"{nameof(Readings)}[{index}].{nameof(MachineReading.Cycle)}"]);
            }
        }
    }
}

/// <summary>What a machine reports of one cycle: the same machine and cycle sent again must say the same.</summary>
/// <param name="Cycle">Cycles run, from 1.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Settings">Altitude, Mach number, throttle.</param>
/// <param name="Sensors">21 values in the order of C-MAPSS; see the README.</param>
public sealed record MachineReading(
    [property: Identifier] string MachineId,
    [property: Range(1, MachineReading.LastCycle)] int Cycle,
    [property: PlausibleTime] DateTimeOffset At,
    [property: Channels(Reading.SettingCount)] double[] Settings,
    [property: Channels(Reading.SensorCount)] double[] Sensors)
{
    public const int LastCycle = 1_000_000;
}

/// <param name="Recorded">Stored now.</param>
/// <param name="AlreadyKnown">Known before, with the same content.</param>
/// <param name="Predictions">For each machine the prediction at its newest cycle in the request, if there is one.</param>
public sealed record RecordedReadings(int Recorded, int AlreadyKnown, MachinePrediction[] Predictions);

/// <summary>What was predicted for a machine.</summary>
/// <param name="Cycle">The newest cycle it was made from.</param>
/// <param name="RemainingCycles">Remaining useful life, in cycles.</param>
/// <param name="RemainingCyclesLow">Lower end of the 90 % interval.</param>
/// <param name="RemainingCyclesHigh">Upper end of the 90 % interval.</param>
/// <param name="AtLeast">The machine shows no wear yet, and may last much longer than the interval says.</param>
/// <param name="Limit">The machine's limit when this was predicted, in cycles.</param>
/// <param name="Outcome">What it means.</param>
/// <param name="Model">The model that predicted.</param>
public sealed record MachinePrediction(
    Guid PredictionId,
    string MachineId,
    int Cycle,
    double RemainingCycles,
    double RemainingCyclesLow,
    double RemainingCyclesHigh,
    bool AtLeast,
    double Limit,
    Outcome Outcome,
    ModelStamp Model,
    DateTimeOffset PredictedAt)
{
    public static MachinePrediction From(Prediction prediction) => new(
        prediction.Id,
        prediction.MachineId,
        prediction.Cycle,
        prediction.Life.Cycles,
        prediction.Life.Low,
        prediction.Life.High,
        prediction.Life.AtLeast,
        prediction.Limit,
        prediction.Outcome,
        prediction.Model,
        prediction.PredictedAt);
}

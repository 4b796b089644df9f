using Manufacturing.Api.Domain.Degradation;
using Platform.Inference;

namespace Manufacturing.Api.Domain;

/// <summary>
/// What was predicted for a machine at a cycle and everything that made it: with the model folder of the stamp it can be
/// replayed to the bit.
/// </summary>
public sealed class Prediction
{
    public required Guid Id { get; init; }

    public required string MachineId { get; init; }

    /// <summary>The newest cycle it was made from.</summary>
    public required int Cycle { get; init; }

    public required ModelStamp Model { get; init; }

    /// <summary>The input of the model, in the order of its manifest.</summary>
    public required float[] Features { get; init; }

    /// <summary>The output of the model, in cycles.</summary>
    public required float Score { get; init; }

    public required RemainingLife Life { get; init; }

    /// <summary>The machine's limit at that time, in cycles.</summary>
    public required double Limit { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Given where the limit was crossed; else worked out when someone asks.</summary>
    public required List<Driver> Drivers { get; init; }

    /// <summary>By the clock of the service (UTC).</summary>
    public required DateTimeOffset PredictedAt { get; init; }
}

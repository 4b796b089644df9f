using Manufacturing.Contracts.V1;

namespace Manufacturing.Api.Features.ListMachines;

/// <summary>Machines in the order of their ids.</summary>
/// <param name="Next">Ask again with <c>after</c> set to this for more; null at the end.</param>
public sealed record MachineList(ListedMachine[] Machines, string? Next);

/// <param name="RemainingCycles">By the newest prediction, as the interval; null before the first.</param>
/// <param name="PredictedAt">When that was made.</param>
public sealed record ListedMachine(
    string MachineId,
    MachineKind Kind,
    string Name,
    double Limit,
    bool BelowLimit,
    int? LatestCycle,
    double? RemainingCycles,
    double? RemainingCyclesLow,
    double? RemainingCyclesHigh,
    DateTimeOffset? PredictedAt);

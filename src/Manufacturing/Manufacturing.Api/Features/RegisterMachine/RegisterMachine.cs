using System.ComponentModel.DataAnnotations;
using Manufacturing.Api.Domain;
using Manufacturing.Contracts.V1;

namespace Manufacturing.Api.Features.RegisterMachine;

/// <summary>A machine to watch, or what has changed of it.</summary>
/// <param name="Kind">What it is; tells other services whether it is one of theirs.</param>
/// <param name="Name">What people call it: nothing personal.</param>
/// <param name="Limit">Remaining life at which its failure is announced, in cycles.</param>
public sealed record RegisterMachine(
    MachineKind Kind,
    [property: Required, StringLength(RegisterMachine.LongestName, MinimumLength = 1)] string Name,
    [property: Range(1, Machine.HighestLimit)] double Limit)
{
    public const int LongestName = 100;
}

/// <summary>A machine as it is registered.</summary>
public sealed record RegisteredMachine(string MachineId, MachineKind Kind, string Name, double Limit, DateTimeOffset RegisteredAt);

using Manufacturing.Api.Domain.Degradation;

namespace Manufacturing.Training.Data;

/// <summary>The record of one engine.</summary>
/// <param name="Set">Data set it belongs to, such as FD001.</param>
/// <param name="Unit">Its number there.</param>
/// <param name="Cycles">Its readings, ascending by cycle; at least one.</param>
/// <param name="RemainingAfterLast">Cycles it ran after the last reading: 0 where it was run to failure.</param>
public sealed record Engine(string Set, int Unit, Cycle[] Cycles, double RemainingAfterLast = 0)
{
    /// <summary>True remaining life when that many readings were known, in cycles.</summary>
    public double RemainingAfter(int readings) => Cycles[^1].Number - Cycles[readings - 1].Number + RemainingAfterLast;
}

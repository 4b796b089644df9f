using Manufacturing.Api.Domain.Degradation;
using Manufacturing.Training.Data;

namespace Manufacturing.Tests;

/// <summary>Records of machines, made up.</summary>
internal static class Cycles
{
    public const int SensorCount = 21;

    /// <summary>A cycle in which every sensor says the same.</summary>
    public static Cycle Of(int number, double value) => new(number, [.. Enumerable.Repeat(value, SensorCount)]);

    /// <summary>Cycles from 1 on without a gap.</summary>
    public static Cycle[] Series(int count, Func<int, double> value) => [.. Enumerable.Range(1, count).Select(number => Of(number, value(number)))];

    /// <summary>An engine whose sensors say nothing.</summary>
    public static Engine Engine(int cycles, int unit = 1, string set = "FD001", double remaining = 0) =>
        new(set, unit, Series(cycles, _ => 0), remaining);

    /// <summary>The windows after all of them.</summary>
    public static OperatingHistory History(params Cycle[] cycles) => OperatingHistory.After(cycles, cycles.Length);
}

namespace Manufacturing.Api.Features.RecordReadings;

internal static partial class RecordReadingsLog
{
    [LoggerMessage(1, LogLevel.Debug, "Machine {MachineId} at cycle {Cycle}: {RemainingCycles} cycles left by model {Version}")]
    public static partial void Predicted(ILogger logger, string machineId, int cycle, double remainingCycles, string version);

    [LoggerMessage(2, LogLevel.Warning, "Machine {MachineId} has {RemainingCycles} cycles left, limit {Limit}, by model {Version}")]
    public static partial void LimitCrossed(ILogger logger, string machineId, double remainingCycles, double limit, string version);

    [LoggerMessage(3, LogLevel.Warning, "Readings came again with other content: {First}, and {Count} in all at least")]
    public static partial void Conflict(ILogger logger, string first, int count);
}

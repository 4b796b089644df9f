using Microsoft.Extensions.Logging;

namespace Platform.Inference;

internal static partial class LifecycleLog
{
    [LoggerMessage(10, LogLevel.Warning, "Model {Model}: {To} serves instead of {From}")]
    public static partial void Swapped(ILogger logger, string model, string from, string to);

    [LoggerMessage(11, LogLevel.Warning, "Model {Model} is rolled back from {From} to {To}")]
    public static partial void RolledBack(ILogger logger, string model, string from, string to);

    [LoggerMessage(12, LogLevel.Error, "Model {Model} {Version} is taken out: {Errors} of {Calls} calls failed. {To} serves")]
    public static partial void TakenOut(ILogger logger, string model, string version, long errors, long calls, string to);

    [LoggerMessage(13, LogLevel.Error, "Model {Model} {Version}: {Errors} of {Calls} calls failed, and there is no version before it to serve instead")]
    public static partial void NothingBefore(ILogger logger, string model, string version, long errors, long calls);

    [LoggerMessage(14, LogLevel.Warning, "Model {Model} {Version} is skipped: {Reason}. Ask for it by name to serve it again")]
    public static partial void Skipped(ILogger logger, string model, string version, string reason);

    [LoggerMessage(15, LogLevel.Warning, "Model {Model} {Version} is withdrawn, which could not be written beside the versions: set Models:{Model2}:Version, or a restart chooses it again")]
    private static partial void MarkNotWritten(ILogger logger, string model, string version, string model2, Exception error);

    [LoggerMessage(16, LogLevel.Warning, "Model {Model} {Version} serves again, but its mark beside the versions could not be deleted")]
    public static partial void MarkNotRemoved(ILogger logger, string model, string version, Exception error);

    [LoggerMessage(17, LogLevel.Information, "Model {Model} {Version} scores beside the answers")]
    public static partial void ShadowSet(ILogger logger, string model, string version);

    [LoggerMessage(18, LogLevel.Information, "Model {Model} {Version} no longer scores beside the answers")]
    public static partial void ShadowEnded(ILogger logger, string model, string version);

    [LoggerMessage(19, LogLevel.Warning, "Shadow scores of model {Model} could not be stored; they are dropped")]
    public static partial void SinkFailed(ILogger logger, string model, Exception error);

    [LoggerMessage(20, LogLevel.Warning, "{Caller} asked model {Model} to {Action} {Version}: {Outcome}")]
    public static partial void Asked(ILogger logger, string caller, string model, string action, string? version, SwapOutcome outcome);

    public static void MarkNotWritten(ILogger logger, string model, string version, Exception error) =>
        MarkNotWritten(logger, model, version, model, error);
}

namespace Retail.Api.Features.BuildIndex;

internal static partial class IndexLog
{
    [LoggerMessage(1, LogLevel.Information, "Item-to-item index built: {Items} items, feedback up to {Feedback}, {Seconds:0.0} s")]
    public static partial void Built(ILogger logger, int items, long feedback, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "The item-to-item index could not be built")]
    public static partial void Failed(ILogger logger, Exception exception);
}

namespace Retail.Api.Features.RecordFeedback;

internal static partial class RecordFeedbackLog
{
    [LoggerMessage(1, LogLevel.Debug, "Feedback: {Recorded} recorded, {Known} known before")]
    public static partial void Recorded(ILogger logger, int recorded, int known);
}

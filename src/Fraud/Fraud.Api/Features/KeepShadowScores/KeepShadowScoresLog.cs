namespace Fraud.Api.Features.KeepShadowScores;

internal static partial class KeepShadowScoresLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Scores} scores of a shadow could not be stored yet: {Error}")]
    public static partial void NotYetStored(ILogger logger, int scores, string error);

    [LoggerMessage(2, LogLevel.Warning, "{Scores} scores of a shadow are lost: {Error}")]
    public static partial void LeftUnstored(ILogger logger, int scores, string error);
}

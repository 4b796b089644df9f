using Healthcare.Api.Domain;

namespace Healthcare.Api.Features.UploadStudy;

internal static partial class UploadStudyLog
{
    [LoggerMessage(1, LogLevel.Debug, "Study {StudyId}: {Urgency}, probability {Probability} by model {Version}")]
    public static partial void Analysed(ILogger logger, string studyId, Urgency urgency, float probability, string version);

    [LoggerMessage(2, LogLevel.Warning, "Study {StudyId} stays unprioritised: {Reason}")]
    public static partial void Unprioritised(ILogger logger, string studyId, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Study {StudyId} came again with other content")]
    public static partial void Conflict(ILogger logger, string studyId);

    [LoggerMessage(4, LogLevel.Error, "Study {StudyId} could not be analysed")]
    public static partial void Failed(ILogger logger, string studyId, Exception exception);
}

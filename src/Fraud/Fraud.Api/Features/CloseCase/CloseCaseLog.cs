using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.CloseCase;

internal static partial class CloseCaseLog
{
    [LoggerMessage(1, LogLevel.Debug, "Case {CaseId} is closed as {Conclusion}: {Labelled} transactions labelled, {Against} labels stand against it")]
    public static partial void Closed(ILogger logger, Guid caseId, CaseConclusion conclusion, int labelled, int against);
}

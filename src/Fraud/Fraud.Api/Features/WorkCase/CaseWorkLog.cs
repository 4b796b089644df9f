using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.WorkCase;

internal static partial class CaseWorkLog
{
    [LoggerMessage(1, LogLevel.Debug, "Work on case {CaseId} was refused: {Reason}")]
    public static partial void Refused(ILogger logger, Guid caseId, CaseRefusalReason reason);
}

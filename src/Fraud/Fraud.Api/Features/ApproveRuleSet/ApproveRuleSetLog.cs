namespace Fraud.Api.Features.ApproveRuleSet;

internal static partial class ApproveRuleSetLog
{
    [LoggerMessage(1, LogLevel.Information, "Rule set {Version} is approved, effective from {EffectiveFrom}")]
    public static partial void Approved(ILogger logger, int version, DateTimeOffset effectiveFrom);

    [LoggerMessage(2, LogLevel.Warning, "An approval of rule set {Version} was refused: {Outcome}")]
    public static partial void Refused(ILogger logger, int version, ApprovalOutcome outcome);
}

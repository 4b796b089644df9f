namespace Fraud.Api.Data.Policies;

internal static partial class PolicyLog
{
    [LoggerMessage(2, LogLevel.Information, "Rules and lists of version {Version} are read; rule set in force: {RuleSetVersion}")]
    public static partial void Read(ILogger logger, long version, int? ruleSetVersion);

    [LoggerMessage(1, LogLevel.Error, "Rules and lists could not be read; those known before stay in force")]
    public static partial void NotRefreshed(ILogger logger, Exception exception);
}

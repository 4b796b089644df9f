namespace Fraud.Api;

/// <summary>Names of what Fraud measures.</summary>
public static class FraudTelemetry
{
    /// <summary>The application's, which ServiceDefaults exports.</summary>
    public const string MeterName = "Fraud.Api";
}

using System.Diagnostics;

namespace Fraud.Api;

/// <summary>Names of what Fraud measures.</summary>
public static class FraudTelemetry
{
    /// <summary>The application's, which ServiceDefaults exports.</summary>
    public const string MeterName = "Fraud.Api";

    /// <summary>
    /// The spans of jobs: work that no request and no message began. Without one of its own, what a job asks of the database would
    /// be taken for housekeeping, and left out.
    /// </summary>
    public static ActivitySource Jobs { get; } = new(MeterName);
}

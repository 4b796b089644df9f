using System.Diagnostics.Metrics;

namespace Fraud.Api.Data.Policies;

/// <summary>Whether rules and lists are kept up to date. Their age is read when somebody measures.</summary>
public sealed class PolicyMetrics
{
    private readonly Counter<long> _failures;

    public PolicyMetrics(IMeterFactory meters, IServiceProvider services)
    {
        var meter = meters.Create(FraudTelemetry.MeterName);
        _failures = meter.CreateCounter<long>("platform.fraud.policy.refresh.failures", "{refresh}", "Attempts to read rules and lists that failed");
        meter.CreateObservableGauge(
            "platform.fraud.policy.age", () => Age(services.GetRequiredService<ActivePolicy>()), "s", "Time since rules and lists were last known to be current");
    }

    public void RefreshFailed() => _failures.Add(1);

    // Nothing to tell before they were read once.
    private static IEnumerable<Measurement<double>> Age(ActivePolicy policy) =>
        policy.Age() is { } age ? [new Measurement<double>(age.TotalSeconds)] : [];
}

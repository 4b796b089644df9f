using System.Diagnostics.Metrics;
using System.Text.Json;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Cases;

namespace Fraud.Api.Features.MeasureCases;

/// <summary>What the meter says of cases. Every replica reports the same gauges: take the largest, not the sum.</summary>
public sealed class CaseTelemetry
{
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;

    public CaseTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(FraudTelemetry.MeterName);
        _opened = meter.CreateCounter<long>("platform.fraud.cases.opened", "{case}", "Cases opened, by the decision on the first payment");
        _closed = meter.CreateCounter<long>("platform.fraud.cases.closed", "{case}", "Cases closed, by conclusion and whether they were late");
        meter.CreateObservableGauge("platform.fraud.cases.open", () => Last.Open, "{case}", "Cases that wait or are worked on");
        meter.CreateObservableGauge("platform.fraud.cases.overdue", () => Last.Overdue, "{case}", "Of these, past the time at which they were due");
    }

    /// <summary>As counted last.</summary>
    public CaseCounts Last { get; set; } = new(0, 0);

    public void Opened(Outcome outcome) => _opened.Add(1, Tag("decision", outcome));

    public void Closed(FraudCase closed) =>
        _closed.Add(1, Tag("conclusion", closed.Conclusion!.Value), new KeyValuePair<string, object?>("late", closed.WasClosedLate));

    private static KeyValuePair<string, object?> Tag<T>(string name, T value) where T : struct, Enum =>
        new(name, JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
}

public sealed record CaseCounts(int Open, int Overdue);

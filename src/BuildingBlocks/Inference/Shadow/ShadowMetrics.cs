using System.Diagnostics.Metrics;

namespace Platform.Inference;

/// <summary>How far a shadow is from what serves, by model and the shadow's version.</summary>
internal sealed class ShadowMetrics(ModelStamp shadow)
{
    private static readonly Meter Meter = new(InferenceTelemetry.MeterName);

    private static readonly Histogram<double> Differences = Meter.CreateHistogram(
        "platform.inference.shadow.difference", "1", "Absolute difference between the served and the shadow's score.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 1e-6, 1e-5, 1e-4, 1e-3, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 50] });

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "platform.inference.shadow.errors", "{row}", "Rows that the shadow gave no score for.");

    private static readonly Counter<long> Drops = Meter.CreateCounter<long>(
        "platform.inference.shadow.dropped", "{call}", "Calls that were not compared because the shadow was behind.");

    private readonly KeyValuePair<string, object?> _model = new("model", shadow.Name);
    private readonly KeyValuePair<string, object?> _version = new("version", shadow.Version);

    public void Dropped() => Drops.Add(1, _model, _version);

    public void Compared(IReadOnlyList<ShadowScore> scores)
    {
        foreach (var score in scores)
        {
            if (score.Difference is { } difference)
            {
                Differences.Record(difference, _model, _version);
            }
            else
            {
                Failures.Add(1, _model, _version);
            }
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Inference;

/// <summary>How full batches are and what waiting for them costs, by model and version.</summary>
internal static class BatchMetrics
{
    private static readonly Meter Meter = new(InferenceTelemetry.MeterName);

    private static readonly Histogram<int> Size = Meter.CreateHistogram(
        "platform.inference.batch_size", "{row}", "Callers whose rows ran as one call.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });

    private static readonly Histogram<double> QueueTime = Meter.CreateHistogram(
        "platform.inference.queue_time", "s", "Time a row waited for its batch to run.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10],
        });

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "platform.inference.batch_refused", "{row}", "Rows that were refused because the queue was full.");

    public static void Ran(ModelStamp stamp, ReadOnlySpan<BatchedCall> calls, TimeProvider time)
    {
        var tags = new TagList { { "model", stamp.Name }, { "version", stamp.Version } };
        Size.Record(calls.Length, tags);
        if (QueueTime.Enabled)
        {
            foreach (var call in calls)
            {
                QueueTime.Record(time.GetElapsedTime(call.Joined).TotalSeconds, tags);
            }
        }
    }

    public static void RefusedOne(string model) => Refused.Add(1, new KeyValuePair<string, object?>("model", model));
}

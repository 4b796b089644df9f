using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Inference;

/// <summary>The names by which ServiceDefaults listens.</summary>
public static class InferenceTelemetry
{
    public const string MeterName = "Platform.Inference";
    public const string ActivitySourceName = "Platform.Inference";
}

/// <summary>What is measured of each call, by model and version. Features are never recorded here.</summary>
internal sealed class InferenceMetrics(ModelStamp stamp)
{
    private const string ModelTag = "platform.inference.model";
    private const string VersionTag = "platform.inference.version";
    private const string RowsTag = "platform.inference.rows";

    private static readonly ActivitySource Source = new(InferenceTelemetry.ActivitySourceName);
    private static readonly Meter Meter = new(InferenceTelemetry.MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "platform.inference.duration", "s", "Time of one call of the model.",
        advice: Buckets(.00001, .000025, .00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5));

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "platform.inference.rows", "{row}", "Rows scored.");

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "platform.inference.errors", "{error}", "Calls that failed or gave a number that is not finite.");

    // Fine near 0 and 1 for probabilities, and wide enough for remaining useful life in cycles.
    private static readonly Histogram<double> Scores = Meter.CreateHistogram(
        "platform.inference.score", "1", "Scores given.",
        advice: Buckets(
            .001, .005, .01, .02, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1, 5, 10, 20, 30, 50, 75, 100, 125, 150, 200, 500));

    private readonly KeyValuePair<string, object?> _model = new("model", stamp.Name);
    private readonly KeyValuePair<string, object?> _version = new("version", stamp.Version);

    private readonly string _span = SpanOf(stamp.Name);

    public Activity? StartActivity(int rows) => Source.StartActivity(_span)?
        .SetTag(ModelTag, stamp.Name)
        .SetTag(VersionTag, stamp.Version)
        .SetTag(RowsTag, rows);

    /// <summary>What a caller sees of a batch: waiting and running.</summary>
    /// <param name="span"><see cref="SpanOf"/> the model.</param>
    public static Activity? StartWaiting(string span, string model) =>
        Source.StartActivity(span)?.SetTag(ModelTag, model).SetTag(RowsTag, 1);

    /// <summary>The version that ran the batch, once it is known.</summary>
    public static void RanOn(Activity? activity, string version) => activity?.SetTag(VersionTag, version);

    /// <summary>The name of a model's spans: operation and target, as OpenTelemetry's conventions have it.</summary>
    public static string SpanOf(string model) => $"score {model}";

    public void Scored(long started, float score)
    {
        Ran(started);
        Scores.Record(score, _model, _version);
    }

    public void Scored(long started, ReadOnlySpan<float> scores)
    {
        Ran(started, scores.Length);
        if (Scores.Enabled)
        {
            foreach (var score in scores)
            {
                Scores.Record(score, _model, _version);
            }
        }
    }

    public void Ran(long started, int rows = 1)
    {
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, _model, _version);
        Rows.Add(rows, _model, _version);
    }

    public void Failed(Exception error, Activity? activity)
    {
        Errors.Add(1, _model, _version);
        activity?.SetStatus(ActivityStatusCode.Error, error.Message).SetTag("error.type", error.GetType().FullName);
    }

    private static InstrumentAdvice<double> Buckets(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}

using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

/// <summary>
/// Samples work as the configured sampler does, and has housekeeping recorded only. A request, a message or a job begins a
/// trace with a span of its own kind; a statement or a call that belongs to none of them is a loop that looks whether there is
/// something to do, and nobody wants to read that it looked. What such a loop calls is told the same by the unsampled parent.
/// </summary>
internal sealed class WorkSampler(Sampler configured) : Sampler
{
    private static readonly SamplingResult RecordOnly = new(SamplingDecision.RecordOnly);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var result = configured.ShouldSample(samplingParameters);
        var parent = samplingParameters.ParentContext;
        if (parent.TraceId == default)
        {
            return samplingParameters.Kind == ActivityKind.Client && result.Decision == SamplingDecision.RecordAndSample ? RecordOnly : result;
        }

        return IsHousekeeping(parent) ? RecordOnly : result;
    }

    // A parent that was dropped is not recorded at all, and one in another process is not current.
    private static bool IsHousekeeping(ActivityContext parent) =>
        (parent.TraceFlags & ActivityTraceFlags.Recorded) == 0
        && Activity.Current is { Recorded: false, IsAllDataRequested: true, Source.Name.Length: > 0 } current
        && current.SpanId == parent.SpanId;
}

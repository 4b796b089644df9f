using System.Diagnostics;
using OpenTelemetry;

namespace Platform.ServiceDefaults;

/// <summary>
/// Has what was recorded only exported after all where it failed, with what it is part of. Comes before the exporters, which
/// leave out spans without the flag.
/// </summary>
internal sealed class FailedHousekeeping : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Status != ActivityStatusCode.Error)
        {
            return;
        }

        for (var span = data; span is { Recorded: false, IsAllDataRequested: true }; span = span.Parent)
        {
            span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        }
    }
}

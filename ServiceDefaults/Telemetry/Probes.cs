using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>
/// Probes come every few seconds and would bury the traces of real work: they are recorded only, and exported where something
/// that they asked failed.
/// </summary>
internal static class Probes
{
    public static void LeaveOut(AspNetCoreTraceInstrumentationOptions options)
    {
        options.EnrichWithHttpRequest = (activity, request) =>
        {
            if (IsProbe(request))
            {
                activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        };
        options.EnrichWithHttpResponse = (activity, response) =>
        {
            // "Not ready" is an answer: every start gives it for a while.
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && IsProbe(response.HttpContext.Request))
            {
                activity.SetStatus(ActivityStatusCode.Unset);
            }
        };
    }

    private static bool IsProbe(HttpRequest request) =>
        request.Path == HealthExtensions.AlivePath || request.Path == HealthExtensions.HealthPath;
}

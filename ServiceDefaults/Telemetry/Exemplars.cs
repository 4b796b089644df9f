using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;

namespace Platform.ServiceDefaults;

internal static class Exemplars
{
    /// <summary>
    /// Measurements keep the ids of sampled traces, so that a slow bar of a histogram leads to a slow request. OpenTelemetry's own
    /// variable has the last word: the SDK reads it only where a program says nothing.
    /// </summary>
    public static MeterProviderBuilder AddExemplars(this MeterProviderBuilder metrics, IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration["OTEL_METRICS_EXEMPLAR_FILTER"])
            ? metrics.SetExemplarFilter(ExemplarFilterType.TraceBased)
            : metrics;
}

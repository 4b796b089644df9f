using Microsoft.Extensions.Configuration;

namespace Platform.AppHost;

/// <summary>
/// An OpenTelemetry collector that the operator names by the standard <c>OTEL_*</c> variables (or arguments of that name).
/// It goes before Aspire's dashboard; a deployment has its own environment.
/// </summary>
internal static class Collector
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Those that tell one service from another are the service's own.
    private static readonly string[] OfTheService = ["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"];

    /// <summary>Sends the telemetry of the program to the collector, where one is named.</summary>
    public static IResourceBuilder<ProjectResource> WithCollector(this IResourceBuilder<ProjectResource> program)
    {
        var builder = program.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode || string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return program;
        }

        foreach (var (name, value) in builder.Configuration.AsEnumerable())
        {
            if (name.StartsWith("OTEL_", StringComparison.Ordinal) && !OfTheService.Contains(name) && value is not null)
            {
                program.WithEnvironment(name, value);
            }
        }

        return program;
    }
}

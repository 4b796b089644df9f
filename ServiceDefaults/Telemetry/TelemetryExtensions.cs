using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults;

internal static class TelemetryExtensions
{
    // Sources and meters of the building blocks carry the block's name.
    private static readonly string[] BuildingBlocks = ["Platform.Messaging", "Platform.Inference"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation()
                .AddMeter(builder.Environment.ApplicationName)
                .AddMeter(BuildingBlocks))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(options => options.Filter = IsWork)
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource(builder.Environment.ApplicationName)
                .AddSource(BuildingBlocks));

        // The exporter's own variable: set by Aspire when there is a dashboard, by the operator elsewhere.
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.AddExport(telemetry);
        }
    }

    // Probes come every few seconds and would bury the traces of real work.
    private static bool IsWork(HttpContext context) =>
        context.Request.Path != HealthExtensions.AlivePath && context.Request.Path != HealthExtensions.HealthPath;
}

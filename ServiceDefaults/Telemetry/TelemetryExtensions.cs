using Microsoft.AspNetCore.Builder;
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
        builder.AddConsoleLines();
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddExemplars(builder.Configuration)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation()
                .AddMeter(builder.Environment.ApplicationName)
                .AddMeter(BuildingBlocks))
            .WithTracing(tracing => tracing
                .SetSampler(new WorkSampler(ConfiguredSampler.From(builder.Configuration)))
                .AddAspNetCoreInstrumentation(Probes.LeaveOut)
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource(builder.Environment.ApplicationName)
                .AddSource(BuildingBlocks)
                .AddProcessor(new FailedHousekeeping()));

        // The exporter's own variable: set by Aspire when there is a dashboard, by the operator elsewhere.
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.AddExport(telemetry);
        }
    }
}

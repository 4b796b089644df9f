using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Platform.ServiceDefaults;

internal static class ExportExtensions
{
    // The names under which the exporter asks for its HTTP clients.
    private static readonly string[] Clients = ["OtlpTraceExporter", "OtlpMetricExporter", "OtlpLogExporter"];

    /// <summary>Sends traces, metrics and logs to the collector; one that is away costs its telemetry and nothing else.</summary>
    public static void AddExport(this WebApplicationBuilder builder, OpenTelemetryBuilder telemetry)
    {
        telemetry.UseOtlpExporter();
        foreach (var client in Clients)
        {
            // No retries, breakers and discovery as for other services: each of them writes to the log, which is exported, too,
            // and the exporter limits and repeats its calls itself.
            builder.Services.AddHttpClient(client)
                .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear())
                .RemoveAllLoggers();
        }

        builder.Services.AddHostedService<LastExport>();
    }
}

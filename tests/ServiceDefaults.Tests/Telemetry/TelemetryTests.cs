using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_go_to_the_endpoint_that_is_given()
    {
        var received = new ConcurrentBag<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", (string signal) => received.Add(signal));
        await collector.StartAsync();

        var api = await TestApi.StartAsync(authority: null, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        using (var client = api.CreateClient())
        {
            // A call of this process that belongs to nothing is housekeeping, and what it calls with it.
            using var work = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
            await client.GetAsync(new Uri("v1/me", UriKind.Relative));
        }

        // The rest is sent when the service stops.
        await api.DisposeAsync();
        received.Distinct().ShouldBe(["traces", "metrics", "logs"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_exported()
    {
        await using var api = await TestApi.StartAsync(authority: null);

        api.Services.GetServices<OpenTelemetry.BaseExporter<System.Diagnostics.Activity>>().ShouldBeEmpty();
        api.Services.GetRequiredService<TracerProvider>().ShouldNotBeNull();
    }
}

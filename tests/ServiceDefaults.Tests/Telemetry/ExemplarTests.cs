using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ServiceDefaults.Tests.Telemetry;

public sealed class ExemplarTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("always_off", false)]
    public async Task A_measurement_leads_to_the_sampled_trace_it_was_made_in(string? filter, bool leads)
    {
        var exporter = new Exporter();
        const string meterName = "ServiceDefaults.Tests.Exemplars";
        await using var api = await TestApi.StartAsync(
            authority: null,
            new() { ["OTEL_METRICS_EXEMPLAR_FILTER"] = filter },
            builder => builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics
                .AddMeter(meterName)
                .AddReader(new BaseExportingMetricReader(exporter))));
        using var meter = new Meter(meterName);
        var duration = meter.CreateHistogram<double>("duration", "s");

        ActivityTraceId trace;
        using (var work = new Activity("work") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start())
        {
            trace = work.TraceId;
            duration.Record(0.1);
        }

        using (new Activity("poll") { ActivityTraceFlags = ActivityTraceFlags.None }.Start())
        {
            duration.Record(20);
        }

        api.Services.GetRequiredService<MeterProvider>().ForceFlush();

        exporter.Traces.ShouldBe(leads ? [trace] : []);
    }

    private sealed class Exporter : BaseExporter<Metric>
    {
        public HashSet<ActivityTraceId> Traces { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                if (metric.Name != "duration")
                {
                    continue;
                }

                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    if (point.TryGetExemplars(out var exemplars))
                    {
                        foreach (ref readonly var exemplar in exemplars)
                        {
                            Traces.Add(exemplar.TraceId);
                        }
                    }
                }
            }

            return ExportResult.Success;
        }
    }
}

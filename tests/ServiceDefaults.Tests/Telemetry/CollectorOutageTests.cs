using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Platform.TestKit;

namespace ServiceDefaults.Tests.Telemetry;

/// <summary>A collector that is away is no matter of the service's: it starts, answers, keeps its log readable, and stops.</summary>
public sealed class CollectorOutageTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("http/protobuf", false)]
    [InlineData("http/protobuf", true)]
    [InlineData("grpc", false)]
    [InlineData("grpc", true)]
    public async Task A_service_serves_and_stops_in_time(string protocol, bool blackHole)
    {
        await using var collector = TcpProxy.To("127.0.0.1", 9);
        if (blackHole)
        {
            collector.BlackHole();
        }
        else
        {
            collector.Refuse();
        }

        var spans = new RecordedSpans();
        var api = await TestApi.StartAsync(
            authority: null,
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{collector.Port}",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
                ["Shutdown:Drain"] = Drain.ToString(),
            },
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans)));
        int port;
        using (var client = api.CreateClient())
        {
            port = client.BaseAddress!.Port;
            // Long enough for a few dozen attempts to export.
            await Eventually.StaysTrueAsync(
                async () => (await client.GetAsync(new Uri("v1/me", UriKind.Relative))).StatusCode == HttpStatusCode.Unauthorized,
                "the service answers",
                TimeSpan.FromSeconds(1.5));
        }

        if (blackHole)
        {
            collector.Accepted.ShouldBeGreaterThan(0);
        }

        var stopping = Stopwatch.GetTimestamp();
        await api.StopAsync();
        await api.DisposeAsync();

        Stopwatch.GetElapsedTime(stopping).ShouldBeLessThan(Drain);
        api.Log.Entries.Where(entry => entry.Level >= LogLevel.Warning || IsOfAnHttpClient(entry.Category)).ShouldBeEmpty();
        var called = spans.Ended.Where(span => span.Kind == ActivityKind.Client).Select(span => span.GetTagItem("server.port")).ToArray();
        called.ShouldContain(port, "this test's own requests are traced");
        called.ShouldNotContain(collector.Port, "those of the exporter are not");
    }

    private static bool IsOfAnHttpClient(string category) =>
        category.StartsWith("System.Net.Http", StringComparison.Ordinal) || category.StartsWith("Polly", StringComparison.Ordinal);

    private sealed class RecordedSpans : BaseProcessor<Activity>
    {
        public ConcurrentBag<Activity> Ended { get; } = [];

        public override void OnEnd(Activity data) => Ended.Add(data);
    }
}

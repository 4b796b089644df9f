using System.Diagnostics;
using System.Net.Http.Json;
using Fraud.Api;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fraud.FunctionalTests.Telemetry;

/// <summary>What an operator sees of the service: its work, its failures, and nothing of its housekeeping.</summary>
public sealed class TelemetryTests(FraudFixture fraud) : IClassFixture<FraudFixture>
{
    private static readonly Uri Health = new("/health", UriKind.Relative);

    [Fact]
    public void Everything_that_is_measured_says_what_it_is_under_one_prefix() =>
        InstrumentCheck.HoldsFor(fraud.Services, FraudTelemetry.MeterName, "platform.fraud", "platform.messaging", "platform.inference");

    [Fact]
    public async Task A_service_at_rest_exports_no_trace_and_a_payment_is_one()
    {
        var spans = new ExportedSpans();
        using var service = await StartAsync(spans: spans);
        using var client = service.CreateDefaultClient();
        // Every loop has turned several times by then.
        await Eventually.StaysTrueAsync(
            async () => (await client.GetAsync(Health)).IsSuccessStatusCode && RootsOf(spans).Length == 0,
            "nothing is exported",
            TimeSpan.FromSeconds(4));

        var trace = await ScoreAsync(service);

        await Eventually.TrueAsync(
            () => Of(spans, trace).Any(span => span.DisplayName.StartsWith("send fraud.", StringComparison.Ordinal)), "the payment's event is sent");
        var exported = Of(spans, trace);
        exported.ShouldContain(span => span.Kind == ActivityKind.Server && span.DisplayName == "POST /v1/transactions");
        exported.ShouldContain(span => span.Kind == ActivityKind.Internal && span.DisplayName == "score fraud");
        exported.ShouldContain(span => IsSql(span) && span.DisplayName.Contains("INSERT", StringComparison.Ordinal) && span.DisplayName.Contains("messaging.outbox", StringComparison.Ordinal));
        exported.ShouldContain(span => IsSql(span) && IsOfThisDatabase(span), "or nothing could be seen at rest");
        exported.Where(IsSql).ShouldAllBe(span => Equals(span.GetTagItem("db.query.summary"), span.DisplayName) || span.DisplayName.StartsWith("CONNECT", StringComparison.Ordinal));
        exported.ShouldAllBe(span => span.Status != ActivityStatusCode.Error);
        RootsOf(spans).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_housekeeping_asks_of_a_database_that_is_away_is_exported_as_failed()
    {
        var server = new NpgsqlConnectionStringBuilder(fraud.Database.ConnectionString);
        await using var network = TcpProxy.To(server.Host!, server.Port);
        var spans = new ExportedSpans();
        using var service = await StartAsync(
            new() { ["ConnectionStrings:frauddb"] = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = "127.0.0.1", Port = network.Port, Timeout = 2 }.ConnectionString },
            spans);

        network.Refuse();

        await Eventually.TrueAsync(
            () => RootsOf(spans).Any(span => span.Status == ActivityStatusCode.Error && Equals(span.GetTagItem("server.port"), network.Port)),
            "a loop's failure is exported");
        RootsOf(spans).ShouldAllBe(span => span.Status == ActivityStatusCode.Error);
    }

    [Fact]
    public async Task A_stop_under_load_is_no_warning_and_has_no_stack_trace()
    {
        using var log = new RecordedLog();
        using var service = await StartAsync(log: log);
        var (scored, stopping) = (0, false);
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref stopping))
            {
                await ScoreAsync(service);
                Interlocked.Increment(ref scored);
            }
        })).ToArray();
        await Eventually.TrueAsync(() => Volatile.Read(ref scored) >= 20, "payments are scored");
        log.Entries.Clear();

        // Relay, consumers and whatever waits stop while the last payments are being answered. None is sent after that: the
        // test's server, unlike Kestrel, would take it.
        Volatile.Write(ref stopping, true);
        var stopped = service.Services.GetRequiredService<IHost>().StopAsync();
        await Task.WhenAll(load);
        await stopped;

        log.Entries.Where(entry => entry.Level >= LogLevel.Warning || entry.Exception is not null).ShouldBeEmpty();
    }

    private async Task<WebApplicationFactory<Program>> StartAsync(
        Dictionary<string, string?>? settings = null, ExportedSpans? spans = null, RecordedLog? log = null) =>
        await fraud.StartReplicaAsync(builder =>
        {
            var quick = new Dictionary<string, string?>
            {
                ["Messaging:MeasuringInterval"] = "00:00:01",
                ["Policy:RefreshInterval"] = "00:00:00.5",
                ["Cases:MeasuringInterval"] = "00:00:01",
                ["Imports:PollInterval"] = "00:00:00.5",
                ["Logging:LogLevel:Default"] = "Information",
            };
            foreach (var (name, value) in quick.Concat(settings ?? []))
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureTestServices(services => spans?.AddTo(services));
            if (log is not null)
            {
                builder.ConfigureLogging(logging => logging.AddProvider(log));
            }
        });

    // Of this service's database: other services of the process use the same sources.
    private Activity[] RootsOf(ExportedSpans spans) => [.. spans.Ended.Where(span =>
        IsSql(span) && span.ParentSpanId == default && IsOfThisDatabase(span))];

    private bool IsOfThisDatabase(Activity span) =>
        Equals(span.GetTagItem("db.namespace"), new NpgsqlConnectionStringBuilder(fraud.Database.ConnectionString).Database);

    private static bool IsSql(Activity span) => span.Source.Name == "Npgsql";

    private static Activity[] Of(ExportedSpans spans, ActivityTraceId trace) => [.. spans.Ended.Where(span => span.TraceId == trace)];

    private static async Task<ActivityTraceId> ScoreAsync(WebApplicationFactory<Program> service)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var client = service.CreateDefaultClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/transactions") { Content = JsonContent.Create(Requests.Payment()) };
        request.Headers.Authorization = new("Bearer", TestTokens.Create("tester", ["payments"], []));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await client.SendAsync(request);
        await response.ReadOkAsync();
        return trace;
    }
}

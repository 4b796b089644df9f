using System.Diagnostics;
using System.Net.Http.Json;
using Platform.E2ETests.Telemetry;
using Platform.TestKit;

namespace Platform.E2ETests;

[Collection(PlatformCollection.Name)]
public sealed class OneTraceTests(PlatformFixture platform)
{
    private const string OrderPlaced = "retail.order-placed.v1";
    private const string TransactionScreened = "fraud.transaction-screened.v1";
    private const string FailurePredicted = "manufacturing.failure-predicted.v1";
    private const string StudyAnalysed = "healthcare.study-analysed.v1";
    private const string OrderQueue = $"fraud.{OrderPlaced}";
    private const string ScreenedQueue = $"retail.{TransactionScreened}";
    private const string FailureQueue = $"healthcare.{FailurePredicted}";

    [Fact]
    public async Task A_checkout_is_one_trace_through_HTTP_outbox_RabbitMQ_handler_and_model()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        var shopper = $"shopper-{trace[..12]}";
        platform.Collector.Watch(trace);
        platform.Collector.Forbid(shopper, "98765.43");
        using var retail = await platform.ClientAsync("retail-api", "simulator");
        var item = new { Id = "e2e-traced", Title = "lamp", Price = 98765.43m, Currency = "GBP", Available = true };
        (await retail.PutAsJsonAsync("/v1/catalogue/items", new { Items = new[] { item } })).EnsureSuccessStatusCode();

        using var order = new HttpRequestMessage(HttpMethod.Post, "/v1/orders");
        order.Headers.Add("traceparent", Parent(trace));
        order.Content = JsonContent.Create(new
        {
            OrderKey = $"e2e-{trace}",
            ShopperId = shopper,
            Currency = "GBP",
            Lines = new[] { new { ItemId = item.Id, Quantity = 1 } },
        });
        using var placed = await retail.SendAsync(order);
        placed.IsSuccessStatusCode.ShouldBeTrue(await placed.Content.ReadAsStringAsync());

        var request = await SpanAsync(trace, "retail-api", SpanKind.Server, "POST /v1/orders");
        await StatementAsync(request, "messaging.outbox");
        var placing = await SpanAsync(trace, "retail-api", SpanKind.Producer, $"send {OrderPlaced}", request);
        var screening = await SpanAsync(trace, "fraud-api", SpanKind.Consumer, $"process {OrderQueue}", placing);
        await SpanAsync(trace, "fraud-api", SpanKind.Internal, "score fraud", screening);
        await StatementAsync(screening, "messaging.outbox");
        var screened = await SpanAsync(trace, "fraud-api", SpanKind.Producer, $"send {TransactionScreened}", screening);
        var applying = await SpanAsync(trace, "retail-api", SpanKind.Consumer, $"process {ScreenedQueue}", screened);
        await StatementAsync(applying, "orders");
        placing["messaging.system"].ShouldBe("rabbitmq");
        placing["messaging.destination.name"].ShouldBe($"platform.events:{OrderPlaced}");
        screening["messaging.destination.name"].ShouldBe($"platform.events:{OrderPlaced}:{OrderQueue}");
        screening["messaging.message.id"].ShouldBe(placing["messaging.message.id"]);
        request["http.route"].ShouldBe("/v1/orders");

        var spans = platform.Collector.SpansOf(trace);
        spans.ShouldAllBe(span => !span.IsError);
        // Each says what it asked: none is just called as the database.
        spans.Where(IsStatement).ShouldAllBe(span => span["db.query.summary"] == span.Name);
        platform.Collector.Leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_trace_of_any_service_begins_with_looking_for_work()
    {
        // Long enough for relays, refreshes and probes; the simulator keeps everybody at work meanwhile.
        await Eventually.StaysTrueAsync(() => Task.FromResult(platform.Collector.Housekeeping.Count == 0), "no such trace is exported", TimeSpan.FromSeconds(5));
        platform.Collector.Housekeeping.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scanners_failure_is_one_trace_from_Manufacturings_readings_to_Healthcares_worklist()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        platform.Collector.Watch(trace);

        await Scanners.WearOutAsync(platform, "e2e-traced-scanner", Parent(trace));

        var readings = await SpanAsync(trace, "manufacturing-api", SpanKind.Server, "POST /v1/readings");
        await SpanAsync(trace, "manufacturing-api", SpanKind.Internal, "score manufacturing", readings);
        var predicted = await SpanAsync(trace, "manufacturing-api", SpanKind.Producer, $"send {FailurePredicted}", readings);
        await SpanAsync(trace, "healthcare-api", SpanKind.Consumer, $"process {FailureQueue}", predicted);
    }

    [Fact]
    public async Task An_X_ray_is_one_trace_through_HTTP_model_and_outbox()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        platform.Collector.Watch(trace);

        await Scanners.TakeXRayAsync(platform, "e2e-traced-study", Parent(trace));

        var upload = await SpanAsync(trace, "healthcare-api", SpanKind.Server, "POST /v1/studies");
        await SpanAsync(trace, "healthcare-api", SpanKind.Internal, "score chest-xray", upload);
        await SpanAsync(trace, "healthcare-api", SpanKind.Producer, $"send {StudyAnalysed}", upload);
    }

    private static string Parent(string trace) => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";

    private static bool IsStatement(ExportedSpan span) =>
        span.Kind == SpanKind.Client && span["db.system.name"] == "postgresql" && !span.Name.StartsWith("CONNECT", StringComparison.Ordinal);

    /// <summary>A span below another one: not only in its trace.</summary>
    private Task<ExportedSpan> SpanAsync(string trace, string service, SpanKind kind, string name, ExportedSpan? ancestor = null) =>
        SpanAsync(trace, span => span.Service == service && span.Kind == kind && span.Name == name, ancestor, $"'{name}' of {service}");

    private Task<ExportedSpan> StatementAsync(ExportedSpan ancestor, string table) => SpanAsync(
        ancestor.TraceId,
        span => span.Service == ancestor.Service && IsStatement(span) && span.Name.Contains(table, StringComparison.Ordinal),
        ancestor,
        $"a statement about {table}");

    private Task<ExportedSpan> SpanAsync(string trace, Func<ExportedSpan, bool> isIt, ExportedSpan? ancestor, string what) => Eventually.GetAsync(
        () =>
        {
            var all = platform.Collector.SpansOf(trace);
            return Task.FromResult(all.FirstOrDefault(span => isIt(span) && (ancestor is null || span.DescendsFrom(ancestor.Name, all))));
        },
        $"{what} is exported below '{ancestor?.Name}'");
}

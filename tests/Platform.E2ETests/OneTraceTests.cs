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
    private const string Process = "process ";

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

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders");
        request.Headers.Add("traceparent", Parent(trace));
        request.Content = JsonContent.Create(new
        {
            OrderKey = $"e2e-{trace}",
            ShopperId = shopper,
            Currency = "GBP",
            Lines = new[] { new { ItemId = item.Id, Quantity = 1 } },
        });
        using var placed = await retail.SendAsync(request);
        placed.IsSuccessStatusCode.ShouldBeTrue(await placed.Content.ReadAsStringAsync());

        await AllExportedAsync(
            trace,
            ("retail-api", "POST /v1/orders"),
            ("retail-api", $"publish {OrderPlaced}"),
            ("fraud-api", $"process {OrderPlaced}"),
            ("fraud-api", "score"),
            ("fraud-api", $"publish {TransactionScreened}"),
            ("retail-api", $"process {TransactionScreened}"));
        platform.Collector.Leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scanners_failure_is_one_trace_from_Manufacturings_readings_to_Healthcares_worklist()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        platform.Collector.Watch(trace);

        await Scanners.WearOutAsync(platform, "e2e-traced-scanner", Parent(trace));

        await AllExportedAsync(
            trace,
            ("manufacturing-api", "POST /v1/readings"),
            ("manufacturing-api", "score"),
            ("manufacturing-api", $"publish {FailurePredicted}"),
            ("healthcare-api", $"process {FailurePredicted}"));
    }

    [Fact]
    public async Task An_X_ray_is_one_trace_through_HTTP_model_and_outbox()
    {
        var trace = ActivityTraceId.CreateRandom().ToString();
        platform.Collector.Watch(trace);

        await Scanners.TakeXRayAsync(platform, "e2e-traced-study", Parent(trace));

        await AllExportedAsync(
            trace,
            ("healthcare-api", "POST /v1/studies"),
            ("healthcare-api", "score"),
            ("healthcare-api", $"publish {StudyAnalysed}"));
    }

    private static string Parent(string trace) => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";

    private async Task AllExportedAsync(string trace, params (string Service, string Name)[] spans)
    {
        foreach (var (service, name) in spans)
        {
            await Eventually.TrueAsync(
                () => platform.Collector.SpansOf(trace).Any(span => span.Service == service && span.Name == name),
                $"'{name}' of {service} is exported in the trace");
        }

        // Not only in one trace: a handler's span hangs below the publication of what it handles.
        foreach (var (service, name) in spans.Where(span => span.Name.StartsWith(Process, StringComparison.Ordinal)))
        {
            var publication = $"publish {name[Process.Length..]}";
            await Eventually.TrueAsync(
                () =>
                {
                    var all = platform.Collector.SpansOf(trace);
                    return all.Where(span => span.Service == service && span.Name == name).All(span => span.DescendsFrom(publication, all));
                },
                $"'{name}' of {service} descends from '{publication}'");
        }
    }
}

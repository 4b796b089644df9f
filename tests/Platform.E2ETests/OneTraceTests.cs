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
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Content = JsonContent.Create(new
        {
            OrderKey = $"e2e-{trace}",
            ShopperId = shopper,
            Currency = "GBP",
            Lines = new[] { new { ItemId = item.Id, Quantity = 1 } },
        });
        using var placed = await retail.SendAsync(request);
        placed.IsSuccessStatusCode.ShouldBeTrue(await placed.Content.ReadAsStringAsync());

        await Eventually.TrueAsync(() => Find(trace, "retail-api", $"process {TransactionScreened}") is not null, "Retail has handled Fraud's answer in the trace");
        await Eventually.TrueAsync(() => Find(trace, "fraud-api", "score") is not null, "the model's span is exported");
        await Eventually.TrueAsync(() => Find(trace, "fraud-api", $"publish {TransactionScreened}") is not null, "Fraud's publication is exported");
        await Eventually.TrueAsync(() => Find(trace, "retail-api", $"publish {OrderPlaced}") is not null, "Retail's publication is exported");
        await Eventually.TrueAsync(() => platform.Collector.SpansOf(trace).Any(span => span is { Service: "retail-api", IsServer: true }), "the request is exported");
        await Eventually.TrueAsync(() => Find(trace, "fraud-api", $"process {OrderPlaced}") is not null, "Fraud's handler is exported");
        platform.Collector.Leaks.ShouldBeEmpty();
    }

    private ExportedSpan? Find(string trace, string service, string name) =>
        platform.Collector.SpansOf(trace).FirstOrDefault(span => span.Service == service && span.Name == name);
}

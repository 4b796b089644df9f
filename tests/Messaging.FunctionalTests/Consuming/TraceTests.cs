using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Consuming;

public sealed class TraceTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_trace_goes_on_from_the_request_through_the_outbox_to_the_handler()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Platform.Messaging",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await fixture.StartReadyAsync();

        using var request = new Activity("POST /orders").Start();
        var order = await host.TakeOrderAsync();
        var traceId = request.TraceId;
        var spanId = request.SpanId;
        request.Stop();

        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        await Eventually.TrueAsync(() => spans.Count(s => s.TraceId == traceId) == 2, "both spans have ended");
        var publish = spans.Single(s => s.TraceId == traceId && s.Kind == ActivityKind.Producer);
        var process = spans.Single(s => s.TraceId == traceId && s.Kind == ActivityKind.Consumer);
        publish.ParentSpanId.ShouldBe(spanId);
        process.ParentSpanId.ShouldBe(publish.SpanId);
        host.Shipping.TraceIds.ShouldHaveSingleItem().ShouldBe(traceId.ToString());
    }

    [Fact]
    public async Task The_trace_context_travels_even_where_nobody_records_traces()
    {
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await using var events = await fixture.Broker.SubscribeAsync(OrderTaken.Type);

        using var request = new Activity("POST /orders").Start();
        await host.TakeOrderAsync();

        (await events.NextAsync()).Headers["traceparent"].ShouldContain(request.TraceId.ToString());
    }
}

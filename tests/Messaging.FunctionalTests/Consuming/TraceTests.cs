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
        using var listener = Listen(spans);
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
        host.Shipping.TraceIds.ShouldContain(traceId.ToString());
        // OpenTelemetry's conventions for messaging, and for RabbitMQ's destinations.
        publish.DisplayName.ShouldBe($"send {OrderTaken.Type}");
        Tags(publish, "send").ShouldBe(("rabbitmq", $"platform.events:{OrderTaken.Type}", OrderTaken.Type));
        process.DisplayName.ShouldBe($"process {ShopHost.Queue}");
        Tags(process, "process").ShouldBe(("rabbitmq", $"platform.events:{OrderTaken.Type}:{ShopHost.Queue}", OrderTaken.Type));
        process.GetTagItem("messaging.message.id").ShouldBe(publish.GetTagItem("messaging.message.id"));
        new[] { publish, process }.ShouldAllBe(span => span.Status == ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task An_attempt_that_fails_says_so_in_its_span_without_what_the_handler_said()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        await using var host = await fixture.StartReadyAsync(null, ("Messaging:Retries", "1"));
        var attempts = 0;
        host.Shipping.Behaviour = (_, _, _) => Interlocked.Increment(ref attempts) == 1
            ? throw new InvalidOperationException("the content of an order")
            : Task.CompletedTask;

        using var request = new Activity("POST /orders").Start();
        var order = await host.TakeOrderAsync();
        request.Stop();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        await Eventually.TrueAsync(() => Attempts().Length == 2, "both attempts have ended");

        var failed = Attempts().Single(span => Equals(span.GetTagItem("platform.messaging.attempt"), 1));
        failed.Status.ShouldBe(ActivityStatusCode.Error);
        failed.StatusDescription.ShouldBe(typeof(InvalidOperationException).FullName);
        failed.GetTagItem("error.type").ShouldBe(typeof(InvalidOperationException).FullName);
        Attempts().Single(span => Equals(span.GetTagItem("platform.messaging.attempt"), 2)).Status.ShouldBe(ActivityStatusCode.Unset);

        Activity[] Attempts() => [.. spans.Where(span => span.TraceId == request.TraceId && span.Kind == ActivityKind.Consumer)];
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

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Platform.Messaging",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static (object? System, object? Destination, object? RoutingKey) Tags(Activity span, string operation)
    {
        span.GetTagItem("messaging.operation.name").ShouldBe(operation);
        span.GetTagItem("messaging.operation.type").ShouldBe(operation);
        return (span.GetTagItem("messaging.system"), span.GetTagItem("messaging.destination.name"), span.GetTagItem("messaging.rabbitmq.destination.routing_key"));
    }
}

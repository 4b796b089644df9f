using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Consuming;

public sealed class CrashTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_message_whose_acknowledgement_is_lost_comes_again_and_has_no_second_effect()
    {
        // The connection is closed after the commit and before the acknowledgement.
        var committed = new CommitHook(fixture.Broker.CloseConnectionsAsync);
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            fixture.Broker.ConnectionString,
            services: s => s.ConfigureDbContext<ShopContext>(options => options.AddInterceptors(committed)),
            settings: ("Messaging:Concurrency", "1"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var order = new OrderTaken(Guid.CreateVersion7(), 1);

        await fixture.Broker.PublishAsync(OrderTaken.Type, order, ShopJson.Default.OrderTaken);
        await committed.Done.WaitAsync(Eventually.Patience);

        // One at a time, and what comes again comes first: when the later order is shipped, the copy is dealt with.
        var later = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(later) == 1, "a later order is shipped");
        (await host.ShipmentsAsync(order.OrderId)).ShouldBe(1);
        await host.StopAsync();
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        (await fixture.Broker.CountAsync(QueueNames.Dead(ShopHost.Queue))).ShouldBe(0u);
    }

    [Fact]
    public async Task A_stopping_service_finishes_the_message_it_has_begun()
    {
        await using var host = await fixture.StartReadyAsync();
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        host.Shipping.Behaviour = async (_, _, cancellationToken) =>
        {
            begun.TrySetResult();
            await goOn.Task.WaitAsync(cancellationToken);
        };
        var order = await host.TakeOrderAsync();
        await begun.Task.WaitAsync(Eventually.Patience);

        var stopping = host.StopAsync();
        goOn.SetResult();
        await stopping;

        (await fixture.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order}'")).ShouldBe(1);
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
    }

    [Fact]
    public async Task A_message_that_a_stopped_service_did_not_finish_is_handled_by_the_next()
    {
        var order = Guid.CreateVersion7();
        await using (var stuck = await fixture.StartReadyAsync(null, ("Messaging:DrainTimeout", "00:00:00.200")))
        {
            stuck.Shipping.Behaviour = (_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
            await stuck.TakeOrderAsync(order);
            await Eventually.TrueAsync(() => !stuck.Shipping.Attempts.IsEmpty, "an attempt has begun");
        }

        await using var next = await fixture.StartReadyAsync();
        await Eventually.TrueAsync(async () => await next.ShipmentsAsync(order) == 1, "the order is shipped");
    }

    [Fact]
    public async Task A_message_that_may_have_ended_the_process_is_taken_alone_so_that_no_other_is_parked_with_it()
    {
        await using var host = await fixture.StartReadyAsync();
        var suspect = new OrderTaken(Guid.CreateVersion7(), 1);
        var goOn = new TaskCompletionSource();
        host.Shipping.Behaviour = (order, _, cancellationToken) =>
            order == suspect ? goOn.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

        // As the broker delivers what came back from three processes that ended.
        var envelope = new EventEnvelope(suspect.OrderId, OrderTaken.Type, "/platform/test", null, TimeProvider.System.GetUtcNow());
        var properties = EnvelopeHeaders.Write(envelope);
        properties.Headers!["x-delivery-count"] = 3L;
        await fixture.Broker.PublishRawAsync(
            properties, JsonSerializer.SerializeToUtf8Bytes(suspect, ShopJson.Default.OrderTaken), ShopHost.Queue, ShopHost.Queue);
        await Eventually.TrueAsync(() => host.Shipping.Attempts.Any(a => a.MessageId == suspect.OrderId), "the suspect is handled");
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Broker.PublishAsync(
            OrderTaken.Type, new OrderTaken(Guid.CreateVersion7(), 2), ShopJson.Default.OrderTaken)));

        await Eventually.TrueAsync(
            async () => await fixture.Broker.CountAsync(ShopHost.Queue) == others.Length, "nothing else is handed out");

        goOn.SetResult();
        await Eventually.TrueAsync(
            () => others.All(id => host.Shipping.Attempts.Any(a => a.MessageId == id)), "the others are handled afterwards");
        (await host.ShipmentsAsync(suspect.OrderId)).ShouldBe(1);
    }
}

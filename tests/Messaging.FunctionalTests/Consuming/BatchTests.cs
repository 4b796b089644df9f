using System.Text;
using Messaging.FunctionalTests.DeadLetters;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Consuming;

public sealed class BatchTests : IAsyncLifetime
{
    // A session of batches has two workers.
    private const int Workers = 2;

    private readonly ShopFixture _shop = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<Guid> _held = [];

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task One_poison_message_in_a_batch_is_parked_and_all_others_have_their_effect()
    {
        await using var host = await StartHeldAsync();
        var orders = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();
        var poison = orders[10];
        Fails(host, poison);

        var ids = await SendTogetherAsync(orders);

        using var desk = new OperatorDesk(host);
        var parked = (await desk.ParkedAsync(count: 1)).Single();
        (parked.MessageId, parked.Reason).ShouldBe((ids[10].ToString(), Failure.Failed));
        await Eventually.TrueAsync(async () => (await ShippedAsync()).Length == Workers + 19, "all others are shipped");
        (await ShippedAsync()).ShouldBe([.. _held, .. orders.Except([poison])], ignoreOrder: true);
        host.Shipping.Batches.Count(batch => batch.Contains(poison) && batch.Length > 1).ShouldBeGreaterThan(0, "it was among others");
        (await InboxAsync()).ShouldBe(Workers + 19);
    }

    [Fact]
    public async Task The_same_message_twice_in_a_batch_has_one_effect()
    {
        await using var host = await StartHeldAsync();
        var order = Guid.CreateVersion7();
        var id = Guid.CreateVersion7();
        var after = Guid.CreateVersion7();

        await SendAsync(order, id);
        await SendAsync(order, id);
        await SendTogetherAsync(after);

        await Eventually.TrueAsync(async () => (await ShippedAsync()).Contains(after), "what came with them is shipped");
        await host.StopAsync();
        (await _shop.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        (await ShippedAsync()).ShouldBe([.. _held, order, after], ignoreOrder: true);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_neither_effects_nor_inbox_rows()
    {
        await using var host = await StartHeldAsync(retries: 1);
        var orders = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        Fails(host, orders);

        await SendTogetherAsync(orders);

        await Eventually.TrueAsync(
            async () => await _shop.Broker.CountAsync(QueueNames.Retry(ShopHost.Queue, TimeSpan.FromHours(1))) == orders.Length,
            "each waits for its next attempt");
        host.Shipping.Batches.ShouldContain(batch => batch.Length > 1);
        (await ShippedAsync()).ShouldBe(_held, ignoreOrder: true);
        (await InboxAsync()).ShouldBe(Workers);
    }

    [Fact]
    public async Task An_unreadable_message_in_a_batch_is_parked_alone()
    {
        await using var host = await StartHeldAsync();
        var orders = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
        var broken = new EventEnvelope(Guid.CreateVersion7(), OrderTaken.Type, "/platform/test", null, DateTimeOffset.UnixEpoch);

        foreach (var order in orders[..3])
        {
            await SendAsync(order);
        }

        await _shop.Broker.PublishRawAsync(EnvelopeHeaders.Write(broken), Encoding.UTF8.GetBytes("no order"), ShopHost.Queue, "");
        await SendTogetherAsync(orders[3..]);

        using var desk = new OperatorDesk(host);
        var parked = (await desk.ParkedAsync(count: 1)).Single();
        (parked.MessageId, parked.Reason).ShouldBe((broken.Id.ToString(), Failure.Unreadable));
        await Eventually.TrueAsync(async () => (await ShippedAsync()).Length == Workers + orders.Length, "all others are shipped");
        host.Shipping.Attempts.Count.ShouldBe(Workers + orders.Length);
    }

    /// <summary>Every worker has an order in hand that it cannot ship yet: what comes now waits, and is a batch afterwards.</summary>
    private async Task<ShopHost> StartHeldAsync(int retries = 0)
    {
        var host = await _shop.StartReadyAsync(
            m => m.ConsumesBatches<OrderTaken, ShipOrdersConsumer>(OrderTaken.Type, ShopJson.Default.OrderTaken, s => s.UpTo(50)),
            ("Messaging:Retries", $"{retries}"),
            ("Messaging:RetryDelay", "01:00:00"));
        host.Shipping.Behaviour = (_, _, cancellationToken) => _open.Task.WaitAsync(cancellationToken);
        while (_held.Count < Workers)
        {
            var order = Guid.CreateVersion7();
            _held.Add(order);
            await SendAsync(order);
            await Eventually.TrueAsync(() => host.Shipping.Batches.Count == _held.Count, "a worker has it in hand");
        }

        return host;
    }

    private void Fails(ShopHost host, params Guid[] orders) => host.Shipping.Behaviour = (order, _, cancellationToken) =>
        orders.Contains(order.OrderId)
            ? throw new InvalidOperationException("not this one")
            : _open.Task.WaitAsync(cancellationToken);

    /// <summary>Their message ids; the workers go on when all have been handed to the process.</summary>
    private async Task<Guid[]> SendTogetherAsync(params Guid[] orders)
    {
        var ids = new List<Guid>();
        foreach (var order in orders)
        {
            ids.Add(await SendAsync(order));
        }

        await Eventually.TrueAsync(async () => await _shop.Broker.CountAsync(ShopHost.Queue) == 0, "all are handed out");
        _open.SetResult();
        return [.. ids];
    }

    private Task<Guid> SendAsync(Guid order, Guid? id = null) =>
        _shop.Broker.PublishAsync(OrderTaken.Type, new OrderTaken(order, 1), ShopJson.Default.OrderTaken, id);

    private async Task<Guid[]> ShippedAsync() =>
        (await _shop.Database.ScalarAsync<Guid[]>("SELECT coalesce(array_agg(\"OrderId\"), '{}') FROM shipments"))!;

    private Task<long> InboxAsync() => _shop.Database.ScalarAsync<long>("SELECT count(*) FROM messaging.inbox");
}

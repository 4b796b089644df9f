using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Messaging.FunctionalTests.Telemetry;
using Npgsql;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Envelope;
using Platform.Messaging.Topology;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Messaging.FunctionalTests.DeadLetters;

public sealed class CollectingTests : IAsyncLifetime
{
    private static readonly string DeadQueue = QueueNames.Dead(ShopHost.Queue);

    private readonly ShopFixture _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_parked_message_is_listed_with_everything_that_is_known_of_it()
    {
        await using var host = await _shop.StartReadyAsync(null, ("Messaging:Retries", "2"));
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidTimeZoneException("a secret in a message");
        using var desk = new OperatorDesk(host);
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);

        using var request = new Activity("request").Start();
        var order = await host.TakeOrderAsync();
        var letter = (await desk.ParkedAsync(count: 1)).Single();
        var inspected = await desk.InspectAsync(letter.Id);

        letter.Queue.ShouldBe(ShopHost.Queue);
        letter.Reason.ShouldBe(Failure.Failed);
        letter.ExceptionType.ShouldBe(typeof(InvalidTimeZoneException).FullName);
        letter.Attempts.ShouldBe(3);
        letter.TraceId.ShouldBe(request.TraceId.ToString());
        letter.MessageId.ShouldBe(host.Shipping.Attempts.First().MessageId.ToString());
        letter.Type.ShouldBe(OrderTaken.Type);
        letter.Source.ShouldBe("/platform/shop");
        letter.Redrivable.ShouldBeTrue();
        letter.FirstFailedAt!.Value.ShouldBeInRange(before, letter.LastFailedAt!.Value);
        letter.LastFailedAt.Value.ShouldBeInRange(letter.FirstFailedAt.Value.AddMilliseconds(1), letter.ParkedAt.AddSeconds(1));
        inspected.Properties.GetProperty("headers").GetProperty("cloudEvents_subject").GetString().ShouldBe(order.ToString());
        inspected.Properties.GetRawText().ShouldNotContain("secret");
        (await _shop.Broker.CountAsync(DeadQueue)).ShouldBe(0u);
    }

    [Fact]
    public async Task It_is_collected_once_though_the_collector_dies_between_commit_and_acknowledgement()
    {
        // The commit takes long enough for the connection to go away under it.
        await _shop.Database.ExecuteAsync(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END';
            CREATE TRIGGER slow AFTER INSERT ON messaging.dead_letters FOR EACH ROW EXECUTE FUNCTION slow();
            """);
        await using var host = await _shop.StartReadyAsync();
        await PublishToDeadAsync("m-1");
        await Eventually.TrueAsync(
            async () => await _shop.Database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") > 0,
            "the collector commits");

        await _shop.Broker.CloseConnectionsAsync();

        await Eventually.TrueAsync(async () => await _shop.DeadLettersAsync() == 1, "it is collected");
        await PublishToDeadAsync("m-2");
        await Eventually.TrueAsync(async () => await _shop.DeadLettersAsync() == 2, "the next one is collected, after the repeated one");
        await host.StopAsync();
        (await _shop.Broker.TakeAsync(DeadQueue))?.Content.ShouldBe("m-2"u8.ToArray());
    }

    [Fact]
    public async Task What_was_discarded_does_not_come_back_by_a_repeated_delivery_but_a_new_copy_is_kept()
    {
        Guid id;
        await using (var host = await _shop.StartReadyAsync())
        {
            using var desk = new OperatorDesk(host);
            await PublishToDeadAsync("m-1");
            id = (await desk.ParkedAsync(count: 1)).Single().Id;
            (await desk.DiscardAsync(id, "not ours")).EnsureSuccessStatusCode();
        }

        await PublishToDeadAsync("m-1");
        await _shop.Broker.TakeAndDieAsync(DeadQueue);
        await using (var host = await _shop.StartReadyAsync())
        {
            using var desk = new OperatorDesk(host);
            await PublishToDeadAsync("m-2");
            (await desk.ParkedAsync(count: 1)).Single().MessageId.ShouldBe("m-2");

            await PublishToDeadAsync("m-1");
            (await desk.ParkedAsync(count: 2)).ShouldContain(letter => letter.Id == id);
        }
    }

    [Fact]
    public async Task However_broken_a_message_is_it_is_collected()
    {
        var huge = new byte[100 * 1_024];
        Array.Fill(huge, (byte)'h');
        object? nested = "bottom";
        for (var i = 0; i < 40; i++)
        {
            nested = new Dictionary<string, object?> { ["n"] = nested };
        }

        BasicProperties[] broken =
        [
            new(),
            new() { MessageId = "no\0uuid", Type = "with\0null" },
            new() { Headers = new Dictionary<string, object?> { ["cloudEvents_id"] = new byte[] { 0xFF, 0xFE }, ["traceparent"] = "nonsense" } },
            new() { Headers = new Dictionary<string, object?> { ["huge"] = huge, ["platform-first-failed-at"] = "yesterday" } },
            new() { Headers = new Dictionary<string, object?> { ["nested"] = nested, ["x-death"] = 7, ["cloudEvents_type"] = 5L } },
            new() { Headers = new Dictionary<string, object?> { ["platform-reason"] = new string('r', 300), ["CC"] = new List<object?> { "elsewhere" } } },
        ];
        await using var host = await _shop.StartReadyAsync();
        using var desk = new OperatorDesk(host);

        foreach (var properties in broken)
        {
            await _shop.Broker.PublishRawAsync(properties, [0xFF], ShopHost.Queue, "");
            await _shop.Broker.PublishRawAsync(properties, [0xFE], DeadQueue, "");
        }

        var letters = await desk.ParkedAsync(count: 2 * broken.Length);
        letters.Count(letter => letter.Reason == Failure.Unreadable).ShouldBe(broken.Length);
        letters.Count(letter => letter.Reason == Failure.Unexplained).ShouldBe(broken.Length - 1);
        host.Shipping.Attempts.ShouldBeEmpty();
        foreach (var letter in letters)
        {
            (await desk.ContentAsync(letter.Id)).Encoding.ShouldBe("base64");
            (await desk.InspectAsync(letter.Id)).Properties.ValueKind.ShouldBe(JsonValueKind.Object);
        }

        var report = await desk.RedriveAllAsync(new RedriveRequest());

        report.Redriven.ShouldBe(2 * broken.Length);
        (await desk.ParkedAsync(count: 2 * broken.Length)).ShouldAllBe(letter => letter.Reason == Failure.Unreadable);
    }

    [Fact]
    public async Task A_message_the_broker_gave_up_on_says_so()
    {
        await using (await _shop.StartReadyAsync())
        {
        }

        var id = await _shop.Broker.PublishAsync(OrderTaken.Type, new OrderTaken(Guid.CreateVersion7(), 1), ShopJson.Default.OrderTaken);
        var deliveries = 0;
        await _shop.Broker.WithChannelAsync(async channel =>
        {
            for (; await channel.BasicGetAsync(ShopHost.Queue, autoAck: false) is { } got; deliveries++)
            {
                deliveries.ShouldBeLessThan(50);
                await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
            }
        });

        await using var host = await _shop.StartReadyAsync();
        using var desk = new OperatorDesk(host);
        var letter = await desk.ParkedAsync(id);

        letter.Reason.ShouldBe(Failure.DeliveryLimit);
        letter.Attempts.ShouldBe(deliveries);
        letter.LastFailedAt.ShouldNotBeNull();
        host.Shipping.Attempts.ShouldBeEmpty();
        (await desk.RedriveAsync(letter.Id)).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => host.Shipping.Attempts.Count == 1, "it is handled after all");
    }

    [Fact]
    public async Task Parked_messages_wait_while_the_database_is_away_and_use_up_nothing()
    {
        var server = new NpgsqlConnectionStringBuilder(_shop.Database.ConnectionString);
        await using var network = TcpProxy.To(server.Host!, server.Port);
        (server.Host, server.Port) = ("127.0.0.1", network.Port);
        await using var host = await ShopHost.StartAsync(server.ConnectionString, _shop.Broker.ConnectionString);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        using var desk = new OperatorDesk(host);
        // A host may be ready before its collector consumes, and that one waits for the database before it does.
        await PublishToDeadAsync("m-0");
        await desk.ParkedAsync(count: 1);
        network.Refuse();

        await PublishToDeadAsync("m-1");
        await Eventually.TrueAsync(async () => await _shop.Broker.CountAsync(DeadQueue) == 0, "the collector has it in hand");
        await Eventually.StaysTrueAsync(
            async () => await _shop.Broker.CountAsync(DeadQueue) == 0, "it does not go back and forth", TimeSpan.FromSeconds(1));
        network.Forward();

        var letter = (await desk.ParkedAsync(count: 2)).Single(letter => letter.MessageId == "m-1");
        letter.Reason.ShouldBe(Failure.Unexplained);
        (await desk.InspectAsync(letter.Id)).Properties.GetRawText().ShouldNotContain("x-delivery-count");
    }

    [Fact]
    public async Task What_waits_for_an_operator_is_measured()
    {
        await using var host = await _shop.StartReadyAsync(null, ("Messaging:MeasuringInterval", "00:00:01"));
        var last = new ConcurrentDictionary<string, double>();
        using var listener = MeterWatch.Listen(host, new(), (name, value) => last[name] = value);

        await PublishToDeadAsync("m-1");

        await Eventually.TrueAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return last.GetValueOrDefault("platform.messaging.dead_letters.parked") == 1;
            },
            "the gauge says so");
        last["platform.messaging.dead_letters.collected"].ShouldBe(1);
    }

    private Task PublishToDeadAsync(string id) =>
        _shop.Broker.PublishRawAsync(new BasicProperties { MessageId = id }, Encoding.UTF8.GetBytes(id), DeadQueue, "");
}

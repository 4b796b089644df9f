using System.Net;
using Npgsql;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Envelope;
using Platform.TestKit;

namespace Messaging.FunctionalTests.DeadLetters;

public sealed class RedriveTests : IAsyncLifetime
{
    private static readonly (string, string) NoRetries = ("Messaging:Retries", "0");

    private readonly ShopFixture _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_redriven_message_has_its_effect_once_as_at_a_first_attempt_and_it_is_known_who_did_it()
    {
        await using var host = await _shop.StartReadyAsync(null, ("Messaging:Retries", "1"));
        using var desk = new OperatorDesk(host, "olivia");
        var (order, letter) = await ParkOrderAsync(host, desk);

        using var response = await desk.RedriveAsync(letter.Id);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        var again = host.Shipping.Attempts.Last();
        again.Attempt.ShouldBe(1);
        again.MessageId.ToString().ShouldBe(letter.MessageId);
        (await desk.ListAsync()).DeadLetters.ShouldBeEmpty();
        var action = (await desk.ActionsAsync()).Single();
        (action.Actor, action.Action, action.DeadLetterId, action.Queue, action.Reason, action.MessageId, action.Note)
            .ShouldBe(("olivia", "redriven", letter.Id, ShopHost.Queue, Failure.Failed, letter.MessageId, null));
    }

    [Fact]
    public async Task Two_operators_at_once_send_it_once()
    {
        await using var host = await _shop.StartReadyAsync(null, NoRetries);
        using var desk = new OperatorDesk(host);
        var (order, letter) = await ParkOrderAsync(host, desk);

        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.RedriveAsync(letter.Id)));

        responses.Select(r => r.StatusCode).Order().ShouldBe(
            [HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound]);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        (await desk.ActionsAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_again_is_parked_again_as_another_one()
    {
        await using var host = await _shop.StartReadyAsync(null, NoRetries);
        using var desk = new OperatorDesk(host);
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidOperationException("never");
        await host.TakeOrderAsync();
        var first = (await desk.ParkedAsync(count: 1)).Single();

        (await desk.RedriveAsync(first.Id)).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(
            async () => (await desk.ListAsync()).DeadLetters is [var only] && only.Id != first.Id, "it is parked again");
        var second = (await desk.ListAsync()).DeadLetters.Single();
        second.MessageId.ShouldBe(first.MessageId);
        second.Attempts.ShouldBe(1);
        second.FirstFailedAt!.Value.ShouldBeGreaterThan(first.LastFailedAt!.Value);
    }

    [Fact]
    public async Task While_the_broker_does_not_take_it_nothing_changes()
    {
        var address = new Uri(_shop.Broker.ConnectionString);
        await using var network = TcpProxy.To(address.Host, address.Port);
        var broker = new UriBuilder(address) { Host = "127.0.0.1", Port = network.Port }.Uri.ToString();
        await using var host = await ShopHost.StartAsync(
            _shop.Database.ConnectionString, broker, settings: [NoRetries, ("Messaging:ConfirmTimeout", "00:00:01")]);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        using var desk = new OperatorDesk(host);
        var (order, letter) = await ParkOrderAsync(host, desk);
        network.Refuse();

        using var one = await desk.RedriveAsync(letter.Id);
        using var all = await desk.PostAsync("/dead-letters/redrive", new RedriveRequest());

        one.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        one.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        all.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await desk.ListAsync()).DeadLetters.Single().Id.ShouldBe(letter.Id);
        (await desk.ActionsAsync()).ShouldBeEmpty();

        network.Forward();
        await Eventually.TrueAsync(
            async () => (await desk.RedriveAsync(letter.Id)).IsSuccessStatusCode, "it can be redriven again");
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
    }

    [Fact]
    public async Task A_redrive_that_cannot_be_written_down_leaves_the_letter_and_its_copy_and_the_effect_is_made_once()
    {
        await using var host = await _shop.StartReadyAsync(null, NoRetries);
        using var desk = new OperatorDesk(host);
        var (order, letter) = await ParkOrderAsync(host, desk);
        await _shop.Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no audit today''; END';
            CREATE TRIGGER refuse BEFORE INSERT ON messaging.dead_letter_actions FOR EACH ROW EXECUTE FUNCTION refuse();
            """);

        await Should.ThrowAsync<PostgresException>(() => desk.RedriveAsync(letter.Id));

        (await desk.ListAsync()).DeadLetters.Single().Id.ShouldBe(letter.Id);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the copy that was sent is handled");

        await _shop.Database.ExecuteAsync("DROP TRIGGER refuse ON messaging.dead_letter_actions");
        (await desk.RedriveAsync(letter.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var later = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(later) == 1, "a later order is shipped");
        await host.StopAsync();
        (await _shop.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
        (await _shop.Database.ScalarAsync<long>($"SELECT count(*) FROM shipments WHERE \"OrderId\" = '{order}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_redrive_whose_caller_goes_away_when_it_is_sent_is_written_down_all_the_same()
    {
        await using var host = await _shop.StartReadyAsync(null, NoRetries);
        using var desk = new OperatorDesk(host);
        var (order, letter) = await ParkOrderAsync(host, desk);
        await using var connection = new NpgsqlConnection(_shop.Database.ConnectionString);
        await connection.OpenAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE messaging.dead_letter_actions IN EXCLUSIVE MODE", connection, slow))
        {
            await hold.ExecuteNonQueryAsync();
        }

        using var patience = new CancellationTokenSource();
        var redrive = desk.RedriveAsync(letter.Id, patience.Token);
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "it is sent, and the order is shipped");
        await Eventually.TrueAsync(
            async () => await _shop.Database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'messaging.dead_letter_actions'::regclass") > 0,
            "its note waits");
        await patience.CancelAsync();
        await slow.RollbackAsync();
        await Task.WhenAny(redrive);

        await Eventually.TrueAsync(async () => (await desk.ActionsAsync()).Length == 1, "it is written down");
        (await desk.ActionsAsync()).Single().DeadLetterId.ShouldBe(letter.Id);
        (await desk.ListAsync()).DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_that_fit_are_sent_up_to_the_limit_and_the_rest_is_counted()
    {
        await using var host = await _shop.StartReadyAsync(null, NoRetries);
        using var desk = new OperatorDesk(host);
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidOperationException("not today");
        var orders = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => host.TakeOrderAsync()));
        await _shop.Broker.PublishRawAsync(new RabbitMQ.Client.BasicProperties(), [7], ShopHost.Queue, "");
        await _shop.Broker.PublishRawAsync(new RabbitMQ.Client.BasicProperties(), [8], ShopHost.Queue, "");
        await desk.ParkedAsync(count: 72);
        host.Shipping.Behaviour = (_, _, _) => Task.CompletedTask;

        var first = await desk.RedriveAllAsync(new RedriveRequest(ShopHost.Queue, Failure.Failed, Limit: 60));
        var second = await desk.RedriveAllAsync(new RedriveRequest(Reason: Failure.Failed));

        first.ShouldBe(new RedriveReport(Redriven: 60, Left: 10, WithoutSubscription: 0, Stopped: null));
        second.ShouldBe(new RedriveReport(Redriven: 10, Left: 0, WithoutSubscription: 0, Stopped: null));
        (await desk.ListAsync()).DeadLetters.ShouldAllBe(letter => letter.Reason == Failure.Unreadable);
        foreach (var order in orders)
        {
            await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "the order is shipped");
        }

        (await desk.ActionsAsync("?limit=200")).Count(action => action.Action == "redriven").ShouldBe(70);
    }

    [Fact]
    public async Task Without_a_subscription_nobody_would_handle_it_and_it_stays()
    {
        ParkedLetter letter;
        await using (var consuming = await _shop.StartReadyAsync(null, NoRetries))
        {
            using var before = new OperatorDesk(consuming);
            (_, letter) = await ParkOrderAsync(consuming, before);
        }

        await using var host = await _shop.StartReadyAsync(ShopHost.PublishOnly);
        using var desk = new OperatorDesk(host);
        using var one = await desk.RedriveAsync(letter.Id);
        var all = await desk.RedriveAllAsync(new RedriveRequest());

        one.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        all.ShouldBe(new RedriveReport(Redriven: 0, Left: 1, WithoutSubscription: 1, Stopped: null));
        (await desk.ListAsync()).DeadLetters.Single().Redrivable.ShouldBeFalse();
        (await desk.ActionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queue_that_is_missing_in_the_broker_takes_nothing()
    {
        await using var host = await _shop.StartReadyAsync(
            null, NoRetries, ("Messaging:ReconnectDelay", "00:01:00"), ("Messaging:ReconnectDelayLimit", "00:01:00"));
        using var desk = new OperatorDesk(host);
        var (_, letter) = await ParkOrderAsync(host, desk);
        await _shop.Broker.DeleteQueueAsync(ShopHost.Queue);

        using var response = await desk.RedriveAsync(letter.Id);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await desk.ListAsync()).DeadLetters.Single().Id.ShouldBe(letter.Id);
    }

    [Theory]
    [InlineData("""{"limit":0}""", "limit")]
    [InlineData("""{"limit":1001}""", "limit")]
    [InlineData("""{"queue":""}""", "queue")]
    [InlineData("""{"reason":"a\u0000b"}""", "reason")]
    public async Task A_request_out_of_bounds_is_refused_and_says_where(string body, string member)
    {
        await using var host = await _shop.StartAsync(ShopHost.PublishOnly);
        using var desk = new OperatorDesk(host);

        using var response = await desk.PostAsync("/dead-letters/redrive", System.Text.Json.JsonDocument.Parse(body).RootElement);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"{member}\":[");
    }

    // Fails until it is parked, and never again.
    private static async Task<(Guid Order, ParkedLetter Letter)> ParkOrderAsync(ShopHost host, OperatorDesk desk)
    {
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidOperationException("not today");
        var order = await host.TakeOrderAsync();
        var letter = (await desk.ParkedAsync(count: 1)).Single();
        host.Shipping.Behaviour = (_, _, _) => Task.CompletedTask;
        return (order, letter);
    }
}

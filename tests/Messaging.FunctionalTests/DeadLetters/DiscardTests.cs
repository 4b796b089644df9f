using System.Net;
using Platform.Messaging.DeadLetters;
using Platform.Messaging.Topology;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Messaging.FunctionalTests.DeadLetters;

public sealed class DiscardTests : IAsyncLifetime
{
    private readonly ShopFixture _shop = new();
    private ShopHost _host = null!;
    private OperatorDesk _desk = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _host = await _shop.StartReadyAsync();
        _desk = new OperatorDesk(_host);
    }

    public async Task DisposeAsync()
    {
        _desk.Dispose();
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_discarded_message_is_gone_and_who_did_it_and_why_stays()
    {
        var letter = await ParkAsync("m-1");

        using var response = await _desk.DiscardAsync(letter.Id, "  sent by mistake, ticket 17 ");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _desk.DiscardAsync(letter.Id, "again")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _desk.RedriveAsync(letter.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _desk.SendAsync($"/dead-letters/{letter.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var action = (await _desk.ActionsAsync($"?deadLetterId={letter.Id}")).Single();
        (action.Actor, action.Action, action.Note, action.MessageId).ShouldBe(("olivia", "discarded", "sent by mistake, ticket 17", "m-1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task Without_a_note_of_1_to_500_characters_nothing_is_discarded(int length)
    {
        var letter = await ParkAsync("m-1");

        using var empty = await _desk.DiscardAsync(letter.Id, new string('x', length));
        using var blank = await _desk.DiscardAsync(letter.Id, "   ");

        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        blank.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _desk.ListAsync()).DeadLetters.Length.ShouldBe(1);
        (await _desk.ActionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_the_content_is_written_down_and_looking_at_the_rest_is_not()
    {
        var letter = await ParkAsync("m-1");

        (await _desk.InspectAsync(letter.Id)).Actions.ShouldBeEmpty();
        (await _desk.ContentAsync(letter.Id)).ShouldBe(new ParkedContent(letter.Id, "text/plain", "text", "für Olivia"));

        (await _desk.InspectAsync(letter.Id)).Actions.Single().Action.ShouldBe("viewed");
    }

    [Fact]
    public async Task A_token_that_names_nobody_can_look_and_do_nothing()
    {
        var letter = await ParkAsync("m-1");
        using var nobody = new OperatorDesk(_host, caller: null);

        HttpResponseMessage[] refused =
        [
            await nobody.RedriveAsync(letter.Id),
            await nobody.DiscardAsync(letter.Id, "note"),
            await nobody.SendAsync($"/dead-letters/{letter.Id}/content"),
            await nobody.PostAsync("/dead-letters/redrive", new RedriveRequest()),
            await nobody.PostAsync($"/dead-letters/unsent/{letter.Id}/discard", new DiscardRequest("note")),
        ];

        refused.ShouldAllBe(response => response.StatusCode == HttpStatusCode.Forbidden);
        (await nobody.ListAsync()).DeadLetters.Length.ShouldBe(1);
        (await _desk.ActionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps_while_rows_come_and_go()
    {
        for (var i = 0; i < 5; i++)
        {
            await PublishAsync($"m-{i}");
        }

        await _desk.ParkedAsync(count: 5);
        var first = await _desk.ListAsync("?limit=2");
        (await _desk.DiscardAsync(first.DeadLetters[1].Id, "gone")).EnsureSuccessStatusCode();
        await PublishAsync("m-new");
        await _desk.ParkedAsync(count: 5);
        var second = await _desk.ListAsync($"?limit=2&after={first.Next}");
        var third = await _desk.ListAsync($"?limit=2&after={second.Next}");

        first.DeadLetters.Concat(second.DeadLetters).Concat(third.DeadLetters).Select(letter => letter.MessageId)
            .ShouldBe(["m-4", "m-3", "m-2", "m-1", "m-0"]);
        third.Next.ShouldBeNull();
        (await _desk.ListAsync("?reason=failed")).DeadLetters.ShouldBeEmpty();
        (await _desk.ListAsync($"?queue={ShopHost.Queue}")).DeadLetters.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?after=yesterday")]
    [InlineData("?queue=")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        using var response = await _desk.SendAsync($"/dead-letters{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_event_the_relay_gave_up_on_is_listed_redriven_and_discarded_in_the_same_way()
    {
        var (redriven, discarded) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in new[] { redriven, discarded })
        {
            await _shop.Database.ExecuteAsync(
                $$"""
                INSERT INTO messaging.outbox (id, type, time, content, attempts, last_error, dead_at)
                VALUES ('{{id}}', '{{OrderTaken.Type}}', now(), '{"orderId":"{{id}}","amount":1}', 10, 'refused', now())
                """);
        }

        var listed = await _desk.GetAsync<UnsentEventPage>("/dead-letters/unsent");
        using var again = await _desk.PostAsync($"/dead-letters/unsent/{redriven}/redrive", new { });
        using var gone = await _desk.PostAsync($"/dead-letters/unsent/{discarded}/discard", new DiscardRequest("too old"));
        using var twice = await _desk.PostAsync($"/dead-letters/unsent/{discarded}/discard", new DiscardRequest("too old"));

        listed.Events.Select(e => e.Id).ShouldBe([redriven, discarded], ignoreOrder: true);
        (again.StatusCode, gone.StatusCode, twice.StatusCode)
            .ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound));
        await Eventually.TrueAsync(async () => await _host.ShipmentsAsync(redriven) == 1, "the event is sent and handled");
        await Eventually.TrueAsync(async () => await _shop.WaitingInOutboxAsync() == 0, "the outbox is empty");
        (await _desk.ActionsAsync()).Select(action => (action.Action, action.DeadLetterId, action.Queue, action.Note))
            .ShouldBe([("discarded", discarded, "outbox", "too old"), ("redriven", redriven, "outbox", null)]);
    }

    private Task PublishAsync(string id) => _shop.Broker.PublishRawAsync(
        new BasicProperties { MessageId = id, ContentType = "text/plain" }, "für Olivia"u8.ToArray(), QueueNames.Dead(ShopHost.Queue), "");

    private async Task<ParkedLetter> ParkAsync(string id)
    {
        await PublishAsync(id);
        return (await _desk.ParkedAsync(count: 1)).Single();
    }
}

using Platform.TestKit;

namespace Messaging.FunctionalTests.Outbox;

public sealed class BacklogTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const int Backlog = 5_000;

    [Fact]
    public async Task What_an_outage_left_is_sent_batch_after_batch_though_new_events_keep_coming()
    {
        // One batch a poll would take over a minute and a half.
        await using var host = await fixture.StartReadyAsync(ShopHost.PublishOnly, ("Messaging:PollInterval", "00:00:05"));
        await using var orders = OrderStream.Start(host);
        await orders.ContinuesAsync();

        await LeaveBacklogAsync();

        await Eventually.TrueAsync(async () => await LeftAsync() == 0, "the backlog is sent");
        await orders.ContinuesAsync();
    }

    // Made a minute ago, by their ids (UUIDv7), and announced by no commit of this process.
    private Task<int> LeaveBacklogAsync() => fixture.Database.ExecuteAsync(
        $$"""
        INSERT INTO messaging.outbox (id, type, subject, time, content, attempts)
        SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
               '{{OrderTaken.Type}}', 'backlog', now() - interval '1 minute', '{"orderId":"01890a5d-ac96-774b-bcce-b302099a8057","amount":1}', 0
        FROM generate_series(1, {{Backlog}}) n
        """);

    private Task<long> LeftAsync() => fixture.Database.ScalarAsync<long>("SELECT count(*) FROM messaging.outbox WHERE subject = 'backlog'");
}

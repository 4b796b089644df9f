using Platform.TestKit;

namespace Messaging.FunctionalTests.Database;

public sealed class CleaningTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Handled_messages_are_forgotten_after_their_retention_and_not_before()
    {
        await fixture.Database.ExecuteAsync("""
            INSERT INTO messaging.inbox (message_id, handler, handled_at) VALUES
                ('01890a5d-ac96-774b-bcce-b302099a8057', 'old', now() - interval '2 hours'),
                ('01890a5d-ac96-774b-bcce-b302099a8057', 'young', now() - interval '30 minutes')
            """);

        await using var host = await fixture.StartReadyAsync(null, ("Messaging:InboxRetention", "01:00:00"));

        await Eventually.TrueAsync(
            async () => await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM messaging.inbox") == 1, "one is deleted");
        (await fixture.Database.ScalarAsync<string>("SELECT handler FROM messaging.inbox")).ShouldBe("young");
    }
}

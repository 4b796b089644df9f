using Platform.TestKit;

namespace Messaging.FunctionalTests.Database;

public sealed class RestartTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_database_that_dies_or_is_restarted_in_mid_stream_loses_nothing_and_doubles_nothing()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        await ShopHost.CreateTablesAsync(postgres.ConnectionString);
        await using var host = await ShopHost.StartAsync(
            postgres.ConnectionString, fixture.Broker.ConnectionString, settings: ("Messaging:Retries", "0"));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        await using var orders = OrderStream.Start(host);

        await orders.ContinuesAsync();
        await postgres.KillAsync();
        await postgres.StartAsync();
        await orders.ContinuesAsync();
        await postgres.StopAsync();
        await postgres.StartAsync();

        await orders.ContinuesAsync();
        await orders.IsShippedOnceAsync(postgres.ConnectionString);
        (await fixture.Broker.CountAsync(ShopHost.Queue)).ShouldBe(0u);
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Broker;

public sealed class RestartTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Requests_are_still_sent_while_the_broker_is_dead_and_their_events_are_handled_after_its_restart()
    {
        await using var broker = await PrivateBroker.StartNewAsync();
        await using var host = await ShopHost.StartAsync(fixture.Database.ConnectionString, broker.ConnectionString);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var before = await host.TakeOrderAsync();
        await Eventually.TrueAsync(async () => await host.ShipmentsAsync(before) == 1, "the first order is shipped");

        await broker.KillAsync();
        await Eventually.TrueAsync(async () => await host.HealthAsync() == HealthStatus.Degraded, "the host notices, and stays ready");
        var during = await host.TakeOrderAsync();
        await broker.StartAsync();

        await Eventually.TrueAsync(
            async () => await host.ShipmentsAsync(during) == 1, "the order is shipped", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");
        (await host.ShipmentsAsync(before)).ShouldBe(1);
    }
}

using Platform.TestKit;

namespace Messaging.FunctionalTests.Telemetry;

/// <summary>A class, and so a database, of its own: what waits here would be sent by the hosts of other tests.</summary>
public sealed class OutboxDepthTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task What_waits_in_the_outbox_is_measured()
    {
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            "amqp://guest:guest@127.0.0.1:1",
            ShopHost.PublishOnly,
            settings: ("Messaging:MeasuringInterval", "00:00:01"));
        var depth = 0.0;
        using var listener = MeterWatch.Listen(host, new(), (name, value) =>
        {
            if (name == "platform.messaging.outbox.depth")
            {
                depth = value;
            }
        });

        await host.TakeOrderAsync();

        await Eventually.TrueAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return depth >= 1;
            },
            "the waiting event is seen");
    }
}

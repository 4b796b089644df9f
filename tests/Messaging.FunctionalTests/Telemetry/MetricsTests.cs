using System.Collections.Concurrent;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Telemetry;

public sealed class MetricsTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Publications_attempts_retries_and_parked_messages_are_counted()
    {
        await using var host = await fixture.StartReadyAsync(null, ("Messaging:Retries", "2"));
        host.Shipping.Behaviour = (_, _, _) => throw new InvalidOperationException("always");
        var seen = new ConcurrentQueue<string>();
        using var listener = MeterWatch.Listen(host, seen);

        await host.TakeOrderAsync();

        await Eventually.TrueAsync(() => seen.Contains("platform.messaging.dead_letters"), "the message is parked");
        seen.Count(name => name == "platform.messaging.publish.duration").ShouldBe(1);
        seen.Count(name => name == "platform.messaging.handle.duration").ShouldBe(3);
        seen.Count(name => name == "platform.messaging.retries").ShouldBe(2);
        seen.Count(name => name == "platform.messaging.dead_letters").ShouldBe(1);
    }
}

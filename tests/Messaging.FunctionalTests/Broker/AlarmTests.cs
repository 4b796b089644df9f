using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Broker;

/// <summary>A broker short of disk or memory takes no publications; what it has it still delivers.</summary>
public sealed class AlarmTests(ShopFixture fixture, AlarmTests.OwnBroker own) : IClassFixture<ShopFixture>, IClassFixture<AlarmTests.OwnBroker>
{
    // What a message uses up in an alarm would park it.
    private static readonly (string, string)[] Settings = [("Messaging:Retries", "0"), ("Messaging:ConfirmTimeout", "00:00:01")];

    [Theory]
    [InlineData("set_disk_free_limit", "100000GB", "50MB")]
    [InlineData("set_vm_memory_high_watermark", "0.0001", "0.4")]
    public async Task An_alarm_holds_publications_back_and_nothing_else(string limit, string alarming, string normal)
    {
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, own.Broker.ConnectionString, settings: Settings);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        var goOn = new TaskCompletionSource();
        host.Shipping.Behaviour = (_, _, cancellationToken) => goOn.Task.WaitAsync(cancellationToken);
        var before = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.TakeOrderAsync()));
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "they are in the queue");

        await own.Broker.ControlAsync(limit, alarming);
        var started = Stopwatch.GetTimestamp();
        var during = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.TakeOrderAsync()));
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5), "requests are answered");
        await Eventually.TrueAsync(async () => await HealthAsync(host) == HealthStatus.Degraded, "health says that publishing is blocked");

        // Acknowledgements get through: more than the prefetch of each worker is handled.
        goOn.SetResult();
        foreach (var order in before)
        {
            await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "what the broker has is handled");
        }

        (await fixture.WaitingInOutboxAsync()).ShouldBe(during.Length);
        await own.Broker.ControlAsync(limit, normal);

        foreach (var order in during)
        {
            await Eventually.TrueAsync(async () => await host.ShipmentsAsync(order) == 1, "what was held back is handled");
        }

        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready again");
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_service_stops_in_time_although_the_broker_takes_nothing()
    {
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, own.Broker.ConnectionString, settings: Settings);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        await own.Broker.ControlAsync("set_disk_free_limit", "100000GB");
        try
        {
            await host.TakeOrderAsync();
            await Eventually.TrueAsync(async () => !await host.IsReadyAsync(), "publishing is blocked");

            var started = Stopwatch.GetTimestamp();
            await host.DisposeAsync();
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }
        finally
        {
            await own.Broker.ControlAsync("set_disk_free_limit", "50MB");
        }

        (await fixture.WaitingInOutboxAsync()).ShouldBe(1, "it is sent at the next start");
        await using var next = await ShopHost.StartAsync(fixture.Database.ConnectionString, own.Broker.ConnectionString);
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "it is sent");
    }

    // Degraded is ready: requests go on coming.
    private static async Task<HealthStatus> HealthAsync(ShopHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["messaging"].Status;

    public sealed class OwnBroker : IAsyncLifetime
    {
        public PrivateBroker Broker { get; private set; } = null!;

        public async Task InitializeAsync() => Broker = await PrivateBroker.StartNewAsync();

        public async Task DisposeAsync() => await Broker.DisposeAsync();
    }
}

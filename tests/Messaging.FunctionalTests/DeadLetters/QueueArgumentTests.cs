using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Messaging.Topology;
using Platform.TestKit;

namespace Messaging.FunctionalTests.DeadLetters;

public sealed class QueueArgumentTests : IAsyncLifetime
{
    private readonly ShopFixture _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_queue_made_with_other_arguments_is_named_with_what_to_do_and_made_anew_once_deleted()
    {
        var dead = QueueNames.Dead(ShopHost.Queue);
        await _shop.Broker.WithChannelAsync(channel => channel.QueueDeclareAsync(
            dead, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }));
        await using var host = await _shop.StartAsync();

        var health = await Eventually.GetAsync(
            async () =>
            {
                var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
                return report.Entries["messaging"] is { Status: HealthStatus.Unhealthy, Description: { } text } && text.Contains("exists with", StringComparison.Ordinal)
                    ? text
                    : null;
            },
            "health says so");
        health.ShouldContain($"'{dead}'");
        health.ShouldContain("inequivalent arg");
        health.ShouldContain("delete it");

        await _shop.Broker.DeleteQueueAsync(dead);
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
    }

    [Fact]
    public async Task Messages_that_failed_together_wait_no_longer_than_their_queue_says()
    {
        await using var host = await _shop.StartReadyAsync(
            null, ("Messaging:Retries", "1"), ("Messaging:RetryDelay", "00:00:01"), ("Messaging:Concurrency", "16"));
        var waits = new System.Collections.Concurrent.ConcurrentDictionary<Guid, long>();
        var late = new System.Collections.Concurrent.ConcurrentBag<TimeSpan>();
        host.Shipping.Behaviour = (_, context, _) =>
        {
            if (context.Attempt == 1)
            {
                waits[context.MessageId] = TimeProvider.System.GetTimestamp();
                throw new InvalidOperationException("not yet");
            }

            late.Add(TimeProvider.System.GetElapsedTime(waits[context.MessageId]));
            return Task.CompletedTask;
        };

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.TakeOrderAsync()));

        await Eventually.TrueAsync(() => late.Count == 30, "all were tried again");
        late.Min().ShouldBeGreaterThan(TimeSpan.FromSeconds(0.8));
        // The queue's second, and what a busy machine needs to publish and handle.
        late.Max().ShouldBeLessThan(TimeSpan.FromSeconds(3));
        (late.Max() - late.Min()).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(20));
    }
}

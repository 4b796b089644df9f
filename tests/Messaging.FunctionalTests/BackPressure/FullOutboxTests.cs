using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Platform.TestKit;

namespace Messaging.FunctionalTests.BackPressure;

public sealed class FullOutboxTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:1";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_filling_outbox_is_degraded_then_unhealthy_and_healthy_again_when_it_is_sent()
    {
        await using var cutOff = await StartCutOffAsync(("Messaging:OutboxDegradedDepth", "3"), ("Messaging:OutboxUnhealthyDepth", "6"));

        await TakeOrdersAsync(cutOff, 2);
        await BecomesAsync(cutOff, HealthStatus.Healthy);
        await TakeOrdersAsync(cutOff, 1);
        await BecomesAsync(cutOff, HealthStatus.Degraded);
        await TakeOrdersAsync(cutOff, 3);
        await BecomesAsync(cutOff, HealthStatus.Unhealthy);

        await using var relay = await fixture.StartReadyAsync(ShopHost.PublishOnly);
        await BecomesAsync(cutOff, HealthStatus.Healthy);
    }

    [Fact]
    public async Task An_event_that_waits_long_is_degraded_then_unhealthy()
    {
        await using var cutOff = await StartCutOffAsync(("Messaging:OutboxDegradedAge", "00:10:00"), ("Messaging:OutboxUnhealthyAge", "02:00:00"));
        await TakeOrdersAsync(cutOff, 1);
        await BecomesAsync(cutOff, HealthStatus.Healthy);

        await fixture.Database.ExecuteAsync("UPDATE messaging.outbox SET written_at = now() - interval '11 minutes'");
        await BecomesAsync(cutOff, HealthStatus.Degraded);
        await fixture.Database.ExecuteAsync("UPDATE messaging.outbox SET written_at = now() - interval '2 hours'");
        await BecomesAsync(cutOff, HealthStatus.Unhealthy);
        await fixture.Database.ExecuteAsync("DELETE FROM messaging.outbox");
        await BecomesAsync(cutOff, HealthStatus.Healthy);
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_measured_any_more_does_not_stay_healthy()
    {
        await using var host = await StartCutOffAsync();
        await BecomesAsync(host, HealthStatus.Healthy);

        await fixture.Database.ExecuteAsync("ALTER TABLE messaging.outbox RENAME TO elsewhere");
        try
        {
            await BecomesAsync(host, HealthStatus.Degraded, measured: false);
        }
        finally
        {
            await fixture.Database.ExecuteAsync("ALTER TABLE messaging.elsewhere RENAME TO outbox");
        }

        await BecomesAsync(host, HealthStatus.Healthy);
    }

    private async Task<ShopHost> StartCutOffAsync(params (string, string)[] settings) => await ShopHost.StartAsync(
        fixture.Database.ConnectionString, NoBroker, ShopHost.PublishOnly, s => s.AddSingleton<TimeProvider>(_time), settings);

    private static async Task TakeOrdersAsync(ShopHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await host.TakeOrderAsync();
        }
    }

    /// <summary>The clock runs as fast as the test looks, an interval of measuring at each look.</summary>
    private Task BecomesAsync(ShopHost host, HealthStatus expected, bool measured = true) => Eventually.TrueAsync(
        async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "outbox");
            var outbox = report.Entries["outbox"];
            return outbox.Status == expected && outbox.Description!.Contains("not measured", StringComparison.Ordinal) != measured;
        },
        $"the outbox is {expected}");
}

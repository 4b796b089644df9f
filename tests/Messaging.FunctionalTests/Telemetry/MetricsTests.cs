using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
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
        using var listener = Listen(host, seen);

        await host.TakeOrderAsync();

        await Eventually.TrueAsync(() => seen.Contains("platform.messaging.dead_letters"), "the message is parked");
        seen.Count(name => name == "platform.messaging.publish.duration").ShouldBe(1);
        seen.Count(name => name == "platform.messaging.handle.duration").ShouldBe(3);
        seen.Count(name => name == "platform.messaging.retries").ShouldBe(2);
        seen.Count(name => name == "platform.messaging.dead_letters").ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_in_the_outbox_is_measured()
    {
        await using var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString,
            "amqp://guest:guest@127.0.0.1:1",
            ShopHost.PublishOnly,
            settings: ("Messaging:MeasuringInterval", "00:00:01"));
        var depth = 0.0;
        using var listener = Listen(host, new(), (name, value) =>
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

    // Only this host's meter: other tests run at the same time.
    private static MeterListener Listen(ShopHost host, ConcurrentQueue<string> seen, Action<string, double>? measured = null)
    {
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Platform.Messaging" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Record(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Record(instrument, value));
        listener.Start();
        return listener;

        void Record(Instrument instrument, double value)
        {
            seen.Enqueue(instrument.Name);
            measured?.Invoke(instrument.Name, value);
        }
    }
}

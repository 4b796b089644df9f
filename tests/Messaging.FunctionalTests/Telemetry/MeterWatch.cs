using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.FunctionalTests.Telemetry;

internal static class MeterWatch
{
    /// <summary>Only this host's meter: other tests run at the same time.</summary>
    public static MeterListener Listen(ShopHost host, ConcurrentQueue<string> seen, Action<string, double>? measured = null)
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

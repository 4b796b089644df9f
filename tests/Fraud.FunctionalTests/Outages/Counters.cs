using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Fraud.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Fraud.FunctionalTests.Outages;

/// <summary>What a service has counted since this began to listen; other services of this process have counters of their own.</summary>
internal sealed class Counters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counted = new();
    private readonly MeterListener _listener = new();

    public Counters(IServiceProvider service)
    {
        var meters = service.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == FraudTelemetry.MeterName && ReferenceEquals(instrument.Meter.Scope, meters) && !instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counted.AddOrUpdate(instrument.Name, value, (_, before) => before + value));
        _listener.Start();
    }

    public long this[string counter] => _counted.GetValueOrDefault(counter);

    public void Dispose() => _listener.Dispose();
}
